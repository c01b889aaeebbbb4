// The model tab of a run: the models it logged, one at a time, and the coefficient path if it kept one.
import "./model-viewer.css";
import type { VNode } from "preact";
import { fetchArtifacts } from "../api/artifacts.ts";
import type { RunDetail } from "../api/runs.ts";
import { useLoad } from "../api/use-load.ts";
import { queryValue, setQuery } from "../app/location.ts";
import { ImagePreview } from "../artifacts/image-preview.tsx";
import { EmptyState } from "../components/states.tsx";
import { translator } from "../i18n/translator.ts";
import { modelViewTexts } from "./messages.ts";
import { ModelView } from "./model-view.tsx";

const text = translator(modelViewTexts);

/** The models of a run. */
export function RunModel({ detail }: { readonly detail: RunDetail }): VNode {
  const runId = detail.run.run_id;
  const models = detail.output_models;
  const asked = queryValue("model");
  const model = models.find(({ model_id }) => model_id === asked) ?? models.at(-1);
  const files = useLoad((signal) => fetchArtifacts({ run_id: runId }, signal), runId);
  const paths = files.value?.files.filter(({ path }) => /paths?\.(?:png|svg)$/i.test(path)) ?? [];
  if (model === undefined) {
    return (
      <EmptyState icon="model" title={text("noModel")}>
        <p>{text("noModelWhy")}</p>
      </EmptyState>
    );
  }
  return (
    <div class="stack">
      {models.length > 1 && (
        <label class="row">
          {text("whichModel")}
          <select
            class="select"
            value={model.model_id}
            onChange={(event) => setQuery({ model: event.currentTarget.value, tree: undefined })}
          >
            {models.map(({ model_id, name }) => (
              <option key={model_id} value={model_id}>
                {name} ({model_id})
              </option>
            ))}
          </select>
        </label>
      )}
      <ModelView
        key={model.model_id}
        uri={`models:/${model.model_id}`}
        owner={{ model_id: model.model_id }}
      />
      {paths.map(({ path }) => (
        <section key={path} class="panel" aria-label={text("path")}>
          <h2 class="preview-note">{text("path")}</h2>
          <ImagePreview owner={{ run_id: runId }} path={path} />
        </section>
      ))}
    </div>
  );
}
