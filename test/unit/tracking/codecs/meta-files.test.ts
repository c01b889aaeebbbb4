// The store that MLflow wrote, read and written again: what comes out must be what went in, byte by byte.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import {
  formatExperimentMeta,
  parseExperimentMeta,
} from "../../../../src/tracking/codecs/experiment-meta.ts";
import {
  formatDatasetMeta,
  formatInputMeta,
  formatOutputMeta,
  parseDatasetMeta,
  parseInputMeta,
  parseOutputMeta,
} from "../../../../src/tracking/codecs/input-meta.ts";
import {
  formatLoggedModelMeta,
  parseLoggedModelMeta,
} from "../../../../src/tracking/codecs/logged-model-meta.ts";
import { formatRunMeta, parseRunMeta } from "../../../../src/tracking/codecs/run-meta.ts";

const ROOT = fileURLToPath(new URL("../../../golden/store", import.meta.url));

/** The files whose path within a store matches. */
function ofKind(pattern: RegExp): readonly { readonly path: string; readonly text: string }[] {
  return readdirSync(ROOT, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith("meta.yaml") && pattern.test(path.replace(/^\w+\/mlruns\//, "")))
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), "utf8") }));
}

describe("the meta.yaml files of real stores", () => {
  it("of experiments", () => {
    const files = ofKind(/^(\.trash\/)?\d+\/meta\.yaml$/);
    expect(files.length).toBeGreaterThan(5);
    for (const { text } of files) expect(formatExperimentMeta(parseExperimentMeta(text), text)).toBe(text);
  });

  it("of new experiments", () => {
    const files = ofKind(/^0\/meta\.yaml$/);
    for (const { text } of files) expect(formatExperimentMeta(parseExperimentMeta(text))).toBe(text);
  });

  it("of runs", () => {
    const files = ofKind(/^(\.trash\/)?\d+\/a[0-9a-f]{31}\/meta\.yaml$/);
    expect(files.length).toBeGreaterThan(15);
    for (const { text } of files) expect(formatRunMeta(parseRunMeta(text), text)).toBe(text);
  });

  it("of data sets, inputs and outputs", () => {
    const datasets = ofKind(/\/datasets\//);
    for (const { text } of datasets) expect(formatDatasetMeta(parseDatasetMeta(text))).toBe(text);
    const inputs = ofKind(/\/inputs\//);
    for (const { text } of inputs) expect(formatInputMeta(parseInputMeta(text)!)).toBe(text);
    const outputs = ofKind(/\/outputs\//);
    for (const { text } of outputs) expect(formatOutputMeta(parseOutputMeta(text))).toBe(text);
    expect(Math.min(datasets.length, inputs.length, outputs.length)).toBeGreaterThan(2);
  });

  it("of logged models", () => {
    const files = ofKind(/\/models\/m-[0-9a-z]+\/meta\.yaml$/);
    expect(files.length).toBeGreaterThan(5);
    for (const { text } of files) expect(formatLoggedModelMeta(parseLoggedModelMeta(text), text)).toBe(text);
  });
});

describe("a run's meta.yaml", () => {
  const minimal =
    "artifact_uri: a\nend_time: null\nexperiment_id: 7\nrun_id: 5e123456\nstart_time: 1\nuser_id: null\n";

  it("may lack what old stores lack, and may have ids that look like numbers", () => {
    expect(parseRunMeta(minimal)).toMatchObject({
      runId: "5e123456",
      experimentId: "7",
      status: "RUNNING",
      lifecycleStage: "active",
      runName: undefined,
      userId: "",
    });
  });

  it.each([
    ["", "must hold a map"],
    ["experiment_id: '1'\n", "the field run_uuid is missing"],
    [`${minimal}status: 9\n`, "the field status must be 1 to 5: current value is 9"],
    [`${minimal}lifecycle_stage: gone\n`, "the field lifecycle_stage must be active or deleted"],
    [
      minimal.replace("start_time: 1", "start_time: soon"),
      'the field start_time must be a whole number: current value is "soon"',
    ],
    [minimal.replace("run_id: 5e123456", "run_id: [1]"), "the field run_id must be a text"],
  ])("is refused when it is %j", (text, reason) => {
    expect(() => parseRunMeta(text)).toThrow(reason);
  });

  it("keeps fields that only newer versions know", () => {
    const text = `${minimal}brand_new: 'yes'\n`;
    expect(formatRunMeta(parseRunMeta(text), text)).toContain("brand_new: 'yes'\n");
  });
});
