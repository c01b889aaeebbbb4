// The data sets that went into a run.
import type { VNode } from "preact";
import { type DatasetUse, datasetContext } from "../api/runs.ts";
import { Chip } from "../components/chip.tsx";
import { CopyButton } from "../components/copy-button.tsx";
import { translator } from "../i18n/translator.ts";
import { datasetColumns } from "./dataset-columns.ts";
import { runTexts } from "./messages.ts";

const text = translator(runTexts);

/** Data sets, one below the other. */
export function DatasetList({ datasets }: { readonly datasets: readonly DatasetUse[] }): VNode {
  return (
    <ul class="datasets">
      {datasets.map((use) => {
        const { dataset } = use;
        const context = datasetContext(use);
        const columns = datasetColumns(dataset.schema);
        return (
          <li key={`${dataset.name} ${dataset.digest} ${context}`}>
            <div class="row">
              <b>{dataset.name}</b>
              {context !== undefined && <Chip>{context}</Chip>}
              <span class="mono quiet" title={text("digest")}>
                {dataset.digest}
              </span>
              <CopyButton text={dataset.digest} label={text("digest")} />
            </div>
            {columns.length > 0 && (
              <details>
                <summary class="quiet">
                  {text("schema")} · {columns.length}
                </summary>
                <p class="dataset-columns">
                  {columns.map(({ name, type }) => (
                    <span key={name}>
                      {name} <span class="quiet">{type}</span>
                    </span>
                  ))}
                </p>
              </details>
            )}
          </li>
        );
      })}
    </ul>
  );
}
