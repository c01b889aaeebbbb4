import { describe, expect, it } from "vitest";
import { newRun, testServer } from "../../../support/tracking-test-server.ts";

describe("a model logged as clients before MLflow 3 do", () => {
  it("is added to a list in a tag of its run", async () => {
    const target = testServer();
    const runId = await newRun(target);
    const model = {
      run_id: runId,
      artifact_path: "model",
      utc_time_created: "2026-11-25 14:00:00",
      flavors: {},
    };
    for (const artifact_path of ["model", "second"]) {
      const model_json = JSON.stringify({ ...model, artifact_path });
      expect((await target.call("POST", "runs/log-model", { run_id: runId, model_json })).status).toBe(200);
    }
    const { json } = await target.call("GET", `runs/get?run_id=${runId}`);
    const { run } = json as { run: { data: { tags: { key: string; value: string }[] } } };
    const history = run.data.tags.find(({ key }) => key === "mlflow.log-model.history")?.value ?? "";
    expect(JSON.parse(history)).toEqual([model, { ...model, artifact_path: "second" }]);
  });

  it("must be described, and briefly enough for a tag", async () => {
    const target = testServer();
    const runId = await newRun(target);
    const whole = {
      run_id: runId,
      artifact_path: "m",
      utc_time_created: "t",
      flavors: {},
      more: "x".repeat(8000),
    };
    for (const [model_json, message] of [
      ["{", "It must be a JSON object"],
      ["[]", "It must be a JSON object"],
      ['{"run_id": "x"}', "missing mandatory fields: artifact_path, utc_time_created, flavors"],
      [JSON.stringify(whole), "it would exceed 8000 characters"],
    ]) {
      const { status, json } = await target.call("POST", "runs/log-model", { run_id: runId, model_json });
      expect(status).toBe(400);
      expect(json["message"]).toContain(message);
    }
  });
});
