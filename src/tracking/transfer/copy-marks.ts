// The tags by which a copied run or model is known again, so that copying twice copies once.
import { createHash } from "node:crypto";
import type { Run } from "../entities.ts";

/** The id that a thing was first copied from. */
export const ORIGIN_TAG = "traintracks.copiedFrom";
/** What the run looked like when it was last copied to the end. */
const STATE_TAG = "traintracks.copiedState";

/** Tags that belong to one store and do not travel: ours, and the list of a model's registered versions. */
const STAYING: ReadonlySet<string> = new Set([ORIGIN_TAG, STATE_TAG, "mlflow.modelVersions"]);

/** The id of the first of all copies: a run that is copied back is known as the one it came from. */
export function originOf(id: string, tags: ReadonlyMap<string, string>): string {
  return tags.get(ORIGIN_TAG) ?? id;
}

/** The tags that go along with a copy. */
export function travellingTags(tags: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...tags].filter(([key]) => !STAYING.has(key)));
}

/** A tag that says that a run was copied as it is now. */
export function stateTagOf(run: Run): readonly [string, string] {
  return [STATE_TAG, fingerprint(run)];
}

/** Whether a run was copied to the end before, and has not changed since as far as its last points tell. */
export function isAsCopied(run: Run, copy: Run): boolean {
  const isOver = run.info.status !== "RUNNING" && run.info.status !== "SCHEDULED";
  return isOver && copy.data.tags.get(STATE_TAG) === fingerprint(run);
}

function fingerprint({ info, data, inputs, outputs }: Run): string {
  const { runName, userId, status, startTimeMs, endTimeMs } = info;
  const metrics = Array.from(data.metrics.values(), (metric) => [
    metric.key,
    String(metric.value), // JSON has no NaN
    metric.timestampMs,
    metric.step,
  ]);
  const facts = [
    [runName, userId, status, startTimeMs, endTimeMs],
    [...data.params].sort(),
    [...travellingTags(data.tags)].sort(),
    metrics.sort(),
    inputs.datasets.map(({ dataset }) => [dataset.name, dataset.digest]).sort(),
    [...inputs.modelIds].sort(),
    outputs.map(({ modelId, step }) => [modelId, step]).sort(),
  ];
  return createHash("sha256").update(JSON.stringify(facts)).digest("hex").slice(0, 32);
}
