// A model from all sides: what it takes and gives, what is in it, how to load it, its files.
import "./model-viewer.css";
import type { VNode } from "preact";
import { useMemo } from "preact/hooks";
import type { ArtifactOwner } from "../api/artifacts.ts";
import { fetchForm, fetchInsight, type ModelForm } from "../api/model-insight.ts";
import { useLoad } from "../api/use-load.ts";
import { linkTo } from "../app/location.ts";
import { ArtifactBrowser } from "../artifacts/artifact-browser.tsx";
import { serverAddress } from "../browser/page-address.ts";
import { Button } from "../components/button.tsx";
import { Chip } from "../components/chip.tsx";
import { CodeBlock } from "../components/code-block.tsx";
import { ErrorState, LoadingState } from "../components/states.tsx";
import { translator } from "../i18n/translator.ts";
import { modelFields } from "../playground/model-fields.ts";
import { CoefficientView } from "./coefficient-view.tsx";
import { ImportanceView } from "./importance-view.tsx";
import { modelViewTexts } from "./messages.ts";
import { SignatureView } from "./signature-view.tsx";
import { TreeView } from "./tree-view.tsx";

const text = translator(modelViewTexts);

/** A model by its address (`runs:/…`, `models:/…`, a model id), with the files it consists of. */
export function ModelView({ uri, owner }: { readonly uri: string; readonly owner: ArtifactOwner }): VNode {
  const form = useLoad((signal) => fetchForm(uri, signal), uri);
  return (
    <div class="stack">
      {form.error !== undefined && <ErrorState error={form.error} onRetry={form.reload} />}
      {form.value === undefined && form.error === undefined && <LoadingState />}
      {form.value !== undefined && <Facts uri={uri} form={form.value} />}
      {form.value?.message === null && <Inside uri={uri} form={form.value} />}
      <section class="stack" aria-label={text("files")}>
        <h2>{text("files")}</h2>
        <ArtifactBrowser owner={owner} />
      </section>
    </div>
  );
}

function Facts({ uri, form }: { readonly uri: string; readonly form: ModelForm }): VNode {
  const code = `import { loadModel, setTrackingUri } from "traintracks";\n\nsetTrackingUri(${JSON.stringify(serverAddress())});\nconst model = await loadModel(${JSON.stringify(uri)});`;
  return (
    <>
      <div class="row">
        {form.flavors.map((flavor) => (
          <Chip key={flavor}>{flavor}</Chip>
        ))}
        {form.message === null && (
          <Button small kind="primary" icon="play" href={linkTo(["playground"], { model: uri })}>
            {text("playground")}
          </Button>
        )}
      </div>
      {form.message !== null && <p class="panel padded">{form.message}</p>}
      <div class="model-facts">
        <SignatureView title={text("inputs")} columns={form.signature?.inputs} />
        <SignatureView title={text("outputs")} columns={form.signature?.outputs} />
        <CodeBlock label={text("load")} code={code} />
      </div>
    </>
  );
}

function Inside({ uri, form }: { readonly uri: string; readonly form: ModelForm }): VNode {
  const loaded = useLoad((signal) => fetchInsight(uri, signal), uri);
  const start = useMemo(
    () => modelFields(form.signature?.inputs, form.example)?.fields.map((field) => Number(field.start)) ?? [],
    [form],
  );
  if (loaded.error !== undefined) return <ErrorState error={loaded.error} onRetry={loaded.reload} />;
  if (loaded.value === undefined) return <LoadingState />;
  const { insight } = loaded.value;
  if (insight === null) return <p class="quiet">{text("onlyPredict")}</p>;
  return (
    <>
      {insight.steps.length > 0 && (
        <p>
          {text("steps")}: {insight.steps.map(({ name, estimator }) => `${name} (${estimator})`).join(" → ")}
        </p>
      )}
      <CoefficientView insight={insight} />
      <ImportanceView insight={insight} />
      <TreeView uri={uri} insight={insight} row={start} />
    </>
  );
}
