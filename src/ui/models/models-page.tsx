// The registered models.
import "./models.css";
import type { VNode } from "preact";
import { fetchModels } from "../api/models.ts";
import { useLoad } from "../api/use-load.ts";
import { linkTo, queryValue, setQuery } from "../app/location.ts";
import { usePageTitle } from "../app/page-title.ts";
import { useShortcuts } from "../app/shortcuts.ts";
import { serverAddress } from "../browser/page-address.ts";
import { Ago } from "../components/ago.tsx";
import { Chip } from "../components/chip.tsx";
import { CodeBlock } from "../components/code-block.tsx";
import { EmptyState, ErrorState, LoadingState } from "../components/states.tsx";
import { translator } from "../i18n/translator.ts";
import { mainMetrics } from "./main-metrics.ts";
import { modelTexts } from "./messages.ts";
import { MetricText } from "./metric-text.tsx";

const text = translator(modelTexts);

/** The page. */
export function ModelsPage(): VNode {
  usePageTitle(text("models"));
  const filter = queryValue("q") ?? "";
  const { value, error, reload } = useLoad(fetchModels, "models");
  useShortcuts([
    {
      keys: "/",
      label: text("filter"),
      scope: "here",
      run: () => document.getElementById("filter")?.focus(),
    },
  ]);
  const models = (value?.models ?? [])
    .filter(({ name }) => name.toLowerCase().includes(filter.toLowerCase()))
    .toSorted((a, b) => (b.last_updated ?? b.creation_time) - (a.last_updated ?? a.creation_time));
  return (
    <div class="page">
      <div class="page-head">
        <h1>{text("models")}</h1>
        <input
          id="filter"
          class="input"
          type="search"
          placeholder={text("filter")}
          aria-label={text("filter")}
          value={filter}
          onInput={(event) => setQuery({ q: event.currentTarget.value || undefined })}
        />
      </div>
      {value === undefined && error !== undefined && <ErrorState error={error} onRetry={reload} />}
      {value === undefined && error === undefined && <LoadingState />}
      {value !== undefined && value.models.length === 0 && <NoModels />}
      {value !== undefined && value.models.length > 0 && models.length === 0 && (
        <EmptyState icon="search" title={text("noneMatch", { filter })} />
      )}
      {models.length > 0 && (
        <div class="panel scroll-x">
          <table class="list">
            <thead>
              <tr>
                <th scope="col">{text("model")}</th>
                <th scope="col">{text("latest")}</th>
                <th scope="col">{text("aliases")}</th>
                <th scope="col">{text("metrics")}</th>
                <th scope="col">{text("updated")}</th>
              </tr>
            </thead>
            <tbody>
              {models.map(({ name, description, aliases, latest, last_updated, creation_time }) => (
                <tr key={name}>
                  <th scope="row">
                    <a href={linkTo(["models", name])}>{name}</a>
                    {description !== null && description !== "" && (
                      <span class="quiet model-note">{description.split("\n")[0]}</span>
                    )}
                  </th>
                  <td>
                    {latest === null ? (
                      <span class="quiet">–</span>
                    ) : (
                      <a href={linkTo(["models", name, "versions", latest.version])}>
                        {text("versionN", { version: latest.version })}
                      </a>
                    )}
                  </td>
                  <td>
                    <span class="row">
                      {aliases.map(({ alias, version }) => (
                        <Chip key={alias} kind="accent" href={linkTo(["models", name, "versions", version])}>
                          @{alias} · {version}
                        </Chip>
                      ))}
                    </span>
                  </td>
                  <td>
                    <span class="row model-metrics">
                      {mainMetrics(latest?.metrics ?? {}, 3).map(([key, number]) => (
                        <MetricText key={key} name={key} value={number} />
                      ))}
                    </span>
                  </td>
                  <td class="quiet">
                    <Ago timeMs={last_updated ?? creation_time} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}

function NoModels(): VNode {
  const server = JSON.stringify(serverAddress());
  return (
    <EmptyState icon="model" title={text("none")}>
      <p>{text("noneHint")}</p>
      <CodeBlock
        label="TypeScript"
        code={`import { logModel, setTrackingUri, withRun } from "traintracks";

setTrackingUri(${server});
await withRun({}, () => logModel(model, { registeredModelName: "diabetes" }));`}
      />
      <CodeBlock
        label="Python"
        code={`import mlflow

mlflow.set_tracking_uri(${server})
mlflow.register_model("runs:/<run id>/model", "diabetes")`}
      />
    </EmptyState>
  );
}
