import { describe, expect, it } from "vitest";
import { runsToCsv } from "../../../src/cli/runs-csv.ts";
import type { Run } from "../../../src/tracking/index.ts";

function run(
  name: string,
  params: Readonly<Record<string, string>>,
  metrics: Readonly<Record<string, number>>,
): Run {
  return {
    info: {
      runId: name,
      experimentId: "0",
      runName: name,
      userId: "u",
      status: "FINISHED",
      startTimeMs: 0,
      endTimeMs: undefined,
      artifactUri: "mlflow-artifacts:/0",
      lifecycleStage: "active",
    },
    data: {
      metrics: new Map(
        Object.entries(metrics).map(([key, value]) => [key, { key, value, timestampMs: 0, step: 0 }]),
      ),
      params: new Map(Object.entries(params)),
      tags: new Map(),
    },
    inputs: { datasets: [], modelIds: [] },
    outputs: [],
  };
}

describe("runs as CSV", () => {
  it("have a column for each key that any of them has", () => {
    expect(runsToCsv([run("a", { alpha: "0.1" }, { rmse: 0.5 }), run("b", {}, { mae: -1e-7 })])).toBe(
      "run_id,experiment_id,status,artifact_uri,start_time,end_time,metrics.mae,metrics.rmse,params.alpha\r\n" +
        "a,0,FINISHED,mlflow-artifacts:/0,1970-01-01T00:00:00.000Z,,,0.5,0.1\r\n" +
        "b,0,FINISHED,mlflow-artifacts:/0,1970-01-01T00:00:00.000Z,,-1e-7,,\r\n",
    );
  });

  it.each([
    ['=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`],
    ["+1+1", "'+1+1"],
    ["-2+3", "'-2+3"],
    ["@sum", "'@sum"],
    ["\tx", "'\tx"],
    ["-1.5e-3", "-1.5e-3"],
    ['a,"b"\nc', '"a,""b""\nc"'],
  ])("write %j so that no spreadsheet takes it for a formula", (value, cell) => {
    const [, row] = runsToCsv([run("a", { p: value }, {})]).split(/\r\n/);
    expect(row).toBe(`a,0,FINISHED,mlflow-artifacts:/0,1970-01-01T00:00:00.000Z,,${cell}`);
  });
});
