// Where a run comes from, and what came of it: code, data, models.
import type { VNode } from "preact";
import type { KeyValue, RunDetail } from "../api/runs.ts";
import { linkTo } from "../app/location.ts";
import { Chip } from "../components/chip.tsx";
import { CopyButton } from "../components/copy-button.tsx";
import { Icon } from "../components/icon.tsx";
import { RunDot } from "../components/run-dot.tsx";
import { translator } from "../i18n/translator.ts";
import { runTexts } from "./messages.ts";

const text = translator(runTexts);

const FACTS = [
  ["source", "mlflow.source.name"],
  ["commit", "mlflow.source.git.commit"],
  ["branch", "mlflow.source.git.branch"],
  ["repository", "mlflow.source.git.repoURL"],
  ["entryPoint", "mlflow.project.entryPoint"],
  ["environment", "mlflow.project.env"],
] as const;

/** The tab. */
export function CodeTab({ detail }: { readonly detail: RunDetail }): VNode {
  const { run, tags } = detail;
  const known = FACTS.flatMap(([word, key]) => {
    const value = tags.find((tag) => tag.key === key)?.value;
    return value === undefined || value === "" ? [] : ([[word, value]] as const);
  });
  const other = tags.filter(({ key }) => key.startsWith("mlflow.") && isRaw(key));
  return (
    <div class="overview">
      <section class="panel section whole">
        <header>
          <h2>{text("lineage")}</h2>
        </header>
        <Lineage detail={detail} />
      </section>
      <section class="panel section">
        <header>
          <h2>{text("source")}</h2>
        </header>
        <dl class="pairs">
          {known.length === 0 && <p class="quiet section-empty">{text("noCode")}</p>}
          {known.map(([word, value]) => (
            <Fact key={word} name={text(word)} value={value} />
          ))}
          <Fact name={text("artifactUri")} value={run.artifact_uri} />
        </dl>
      </section>
      {other.length > 0 && (
        <section class="panel section">
          <header>
            <h2>{text("tags")}</h2>
          </header>
          <dl class="pairs">
            {other.map(({ key, value }: KeyValue) => (
              <Fact key={key} name={key} value={value} />
            ))}
          </dl>
        </section>
      )}
    </div>
  );
}

/** Tags that are shown nowhere else. */
function isRaw(key: string): boolean {
  return (
    key !== "mlflow.note.content" && key !== "mlflow.runName" && !FACTS.some(([, known]) => known === key)
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }): VNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <span class="mono fact-value" title={value}>
          {/^https?:\/\//.test(value) ? (
            <a href={value} target="_blank" rel="noreferrer noopener">
              {value}
            </a>
          ) : (
            value
          )}
        </span>
        <CopyButton text={value} label={name} />
      </dd>
    </div>
  );
}

function Lineage({ detail }: { readonly detail: RunDetail }): VNode {
  const { run, datasets, input_models, output_models, registered } = detail;
  return (
    <div class="lineage">
      <div class="lineage-step">
        <h3>{text("data")}</h3>
        {datasets.length + input_models.length === 0 && <p class="quiet">{text("noData")}</p>}
        {datasets.map(({ dataset: { name, digest } }) => (
          <div key={`${name} ${digest}`} class="lineage-item">
            <b>{name}</b>
            <span class="mono quiet">{digest}</span>
          </div>
        ))}
        {input_models.map(({ model_id, name }) => (
          <div key={model_id} class="lineage-item">
            <Icon name="model" size={14} />
            <b>{name ?? model_id}</b>
          </div>
        ))}
      </div>
      <Icon name="chevron-right" />
      <div class="lineage-step">
        <h3>{text("thisRun")}</h3>
        <div class="lineage-item">
          <RunDot runId={run.run_id} />
          <b>{run.run_name || run.run_id.slice(0, 8)}</b>
        </div>
      </div>
      <Icon name="chevron-right" />
      <div class="lineage-step">
        <h3>{text("models")}</h3>
        {output_models.length === 0 && <p class="quiet">{text("noModels")}</p>}
        {output_models.map(({ model_id, name }) => (
          <div key={model_id} class="lineage-item">
            <Icon name="model" size={14} />
            <a href={linkTo(["runs", run.run_id, "model"])}>{name ?? model_id}</a>
          </div>
        ))}
      </div>
      <Icon name="chevron-right" />
      <div class="lineage-step">
        <h3>{text("versions")}</h3>
        {registered.length === 0 && <p class="quiet">–</p>}
        {registered.map(({ name, version, aliases }) => (
          <div key={`${name} ${version}`} class="lineage-item">
            <a href={linkTo(["models", name, "versions", version])}>
              {name} {version}
            </a>
            {aliases.map((alias) => (
              <Chip key={alias} kind="accent">
                @{alias}
              </Chip>
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
