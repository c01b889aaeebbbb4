// The tutorial with a tracking server in between, command by command, in an empty folder.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { plainEnvironment, runCommand, startCommand } from "../support/processes.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const MAIN = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
const TRAIN = fileURLToPath(new URL("../../dist/examples/train.js", import.meta.url));
const TRACKING = /Tracking at (http:\/\/127\.0\.0\.1:\d+)/;
const SERVING = /Serving .* at (http:\/\/127\.0\.0\.1:\d+)/;
/** What is typed after `npm run train --`. */
const TRAININGS = [[], ["0.01", "0.01"], ["0.01", "0.75"], ["0.01", "1.0"], ["0.8", "1.0"]];
const PATIENT =
  '{"columns":["age","sex","bmi","bp","s1","s2","s3","s4","s5","s6"],"data":[[0.038076,0.050680,0.061696,0.021872,-0.044223,-0.034821,-0.043401,-0.002592,0.019908,-0.017646]]}';
const RUN_ID = /^[0-9a-f]{32}$/;

const names = (...parts: readonly string[]): readonly string[] => readdirSync(join(...parts)).sort();
const text = (...parts: readonly string[]): string => readFileSync(join(...parts), "utf8");

describe("the tutorial over a tracking server", () => {
  it("goes from an empty folder to a served prediction", { timeout: 300_000 }, async () => {
    const folder = temporaryFolder();
    // $ traintracks ui -p 5001
    await using tracker = await startCommand("node", [MAIN, "ui", "-p", "0"], TRACKING, { cwd: folder });
    const url = tracker.match[1] ?? "";
    expect(names(folder)).toEqual([]);

    // $ export MLFLOW_TRACKING_URI=http://127.0.0.1:5001
    // $ npm run train -- 0.01 0.75   and four times more, from another folder, as on another machine
    const env = { ...plainEnvironment(), MLFLOW_TRACKING_URI: url };
    const elsewhere = temporaryFolder();
    const printed = new Map<string, string>();
    for (const words of TRAININGS) {
      const output = await runCommand("node", [TRAIN, ...words], { cwd: elsewhere, env });
      expect(output).toContain(`${url}/#/experiments/0/runs/`);
      printed.set(words.join(" "), output);
    }
    expect(names(elsewhere)).toEqual([]);
    expect(names(folder)).toEqual(["mlartifacts", "mlruns"]);

    // $ ls mlruns/0
    const runIds = names(folder, "mlruns", "0").filter((name) => RUN_ID.test(name));
    expect(runIds).toHaveLength(TRAININGS.length);
    // $ ls mlruns/0/<run>
    const best = runIds.find((runId) => {
      const params = join(folder, "mlruns", "0", runId, "params");
      return text(params, "alpha") === "0.01" && text(params, "l1_ratio") === "0.75";
    });
    expect(best).toBeDefined();
    const run = join(folder, "mlruns", "0", best ?? "");
    expect(names(run)).toEqual(
      expect.arrayContaining(["artifacts", "meta.yaml", "metrics", "params", "tags"]),
    );
    expect(names(run, "artifacts")).toEqual([]);
    expect(text(run, "meta.yaml")).toContain(`artifact_uri: mlflow-artifacts:/0/${best}/artifacts\n`);
    expect(text(run, "meta.yaml")).toContain("status: 3\n");
    const [line, ...repeated] = text(run, "metrics", "rmse").trimEnd().split("\n");
    expect(repeated).toEqual([line]); // once more for the model, as MLflow's client does
    const [time, rmse, step] = line?.split(" ") ?? [];
    expect(Number(time)).toBeGreaterThan(1_700_000_000_000);
    expect(printed.get("0.01 0.75")).toContain(`RMSE  ${rmse}`);
    expect(step).toBe("0");
    expect(names(run, "metrics")).toEqual(["mae", "r2", "rmse"]);
    expect(text(run, "tags", "mlflow.source.name")).toBe(TRAIN);

    // $ ls mlartifacts/0/<run>/artifacts
    expect(names(folder, "mlartifacts", "0", best ?? "", "artifacts")).toContain("ElasticNet-paths.png");
    const models = names(folder, "mlartifacts", "0", "models");
    expect(models).toHaveLength(TRAININGS.length);
    const modelId = models.find((id) =>
      text(folder, "mlruns", "0", "models", id, "meta.yaml").includes(`source_run_id: ${best}`),
    );
    const model = join("mlartifacts", "0", "models", modelId ?? "", "artifacts");
    expect(names(folder, model)).toEqual(expect.arrayContaining(["MLmodel", "input_example.json"]));

    // $ traintracks models serve -m mlartifacts/0/models/<model>/artifacts -p 5005
    const serve = [MAIN, "models", "serve", "-m", model, "-p", "0"];
    await using scorer = await startCommand("node", serve, SERVING, { cwd: folder });
    // $ curl -X POST -H "Content-Type:application/json" --data '…' http://127.0.0.1:5005/invocations
    const header = "Content-Type:application/json";
    const curl = ["-s", "-X", "POST", "-H", header, "--data", PATIENT, `${scorer.match[1]}/invocations`];
    const { predictions } = JSON.parse(await runCommand("curl", curl, { cwd: folder })) as {
      predictions: number[];
    };
    expect(predictions).toHaveLength(1);
    expect(predictions[0]).toBeGreaterThan(150);
    expect(predictions[0]).toBeLessThan(260);

    // The same model by its name, through the server.
    const byName = [MAIN, "models", "serve", "-m", `runs:/${best}/model`, "-p", "0"];
    await using other = await startCommand("node", byName, SERVING, { cwd: elsewhere, env });
    const again = await fetch(`${other.match[1]}/invocations`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: PATIENT,
    });
    expect(await again.json()).toEqual({ predictions });
    expect(await tracker.stop()).toBe(0);
  });
});
