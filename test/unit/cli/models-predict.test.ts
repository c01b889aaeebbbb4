// `traintracks models predict`: files and standard input in, JSON and CSV out.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parquetReadObjects } from "hyparquet";
import { parquetWriteBuffer } from "hyparquet-writer";
import { describe, expect, it } from "vitest";
import { ElasticNet } from "../../../src/estimators/index.ts";
import { saveModel } from "../../../src/models/index.ts";
import { runCommand } from "../../support/processes.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const MAIN = fileURLToPath(new URL("../../../dist/cli/main.js", import.meta.url));
const model = new ElasticNet({ alpha: 0.1 }).fit({ age: [1, 2, 3, 4], bmi: [4, 1, 3, 2] }, [3, 5, 4, 8]);
const rows = { age: [3, 4, 5], bmi: [1.5, 2.5, 3.5] };
const expected = Array.from(model.predict(rows));
const csv = "bmi,age\n1.5,3\n2.5,4\n3.5,5\n";
const json = JSON.stringify({ inputs: rows });

async function savedModel(): Promise<string> {
  const folder = temporaryFolder();
  await saveModel(model, join(folder, "model"));
  return folder;
}

function predict(cwd: string, ...args: string[]): Promise<string> {
  return runCommand("node", [MAIN, "models", "predict", "-m", "model", ...args], { cwd });
}

describe("traintracks models predict", () => {
  it("answers JSON with JSON, from a file or standard input", async () => {
    const cwd = await savedModel();
    writeFileSync(join(cwd, "in.json"), json);
    const answer = `${JSON.stringify({ predictions: expected })}\n`;
    expect(await predict(cwd, "-i", "in.json")).toBe(answer);
    const piped = execFileSync("node", [MAIN, "models", "predict", "-m", "model"], { cwd, input: json });
    expect(piped.toString()).toBe(answer);
  });

  it("answers CSV with JSON or CSV, as the name of the output says", async () => {
    const cwd = await savedModel();
    writeFileSync(join(cwd, "in.csv"), csv);
    expect(JSON.parse(await predict(cwd, "-i", "in.csv"))).toEqual({ predictions: expected });
    expect(await predict(cwd, "-i", "in.csv", "-o", "out.csv")).toBe("");
    expect(readFileSync(join(cwd, "out.csv"), "utf8")).toBe(`prediction\n${expected.join("\n")}\n`);
    await predict(cwd, "-i", "in.csv", "-o", "out.json");
    expect(JSON.parse(readFileSync(join(cwd, "out.json"), "utf8"))).toEqual({ predictions: expected });
  });

  it("predicts for more rows than fit into one piece, in their order", async () => {
    const cwd = await savedModel();
    const n = 200_000;
    const lines = Array.from({ length: n }, (_, i) => `${i % 7},${i}`);
    writeFileSync(join(cwd, "in.csv"), `bmi,age\n${lines.join("\n")}\n`);
    await predict(cwd, "-i", "in.csv", "-o", "out.csv");
    const written = readFileSync(join(cwd, "out.csv"), "utf8").trimEnd().split("\n").slice(1).map(Number);
    const age = Float64Array.from({ length: n }, (_, i) => i);
    expect(written).toEqual(Array.from(model.predict({ age, bmi: age.map((i) => i % 7) })));
  });

  it("reads and writes Parquet of several pieces", async () => {
    const cwd = await savedModel();
    const age = Array.from({ length: 100_000 }, (_, i) => i % 90);
    const bmi = age.map((years) => years / 7);
    const columnData = [
      { name: "bmi", data: bmi, type: "DOUBLE" as const },
      { name: "age", data: age, type: "INT32" as const },
    ];
    writeFileSync(join(cwd, "in.parquet"), Buffer.from(parquetWriteBuffer({ columnData })));
    await predict(cwd, "-i", "in.parquet", "-o", "out.parquet");
    const { buffer } = new Uint8Array(readFileSync(join(cwd, "out.parquet")));
    const rows = await parquetReadObjects({ file: buffer });
    expect(rows.map((row) => Number(row["prediction"]))).toEqual(Array.from(model.predict({ age, bmi })));
    await predict(cwd, "-i", "in.parquet", "-o", "out.csv");
    expect(readFileSync(join(cwd, "out.csv"), "utf8").split("\n")).toHaveLength(100_002);
    await expect(predict(cwd, "-t", "parquet")).rejects.toThrow("Cannot read Parquet from standard input");
  });

  it("writes nothing when a row is wrong, and says which", async () => {
    const cwd = await savedModel();
    writeFileSync(join(cwd, "in.csv"), csv.replace("2.5", "x"));
    await expect(predict(cwd, "-i", "in.csv", "-o", "out.csv")).rejects.toThrow(
      /error: .*Failed to convert column bmi to type 'float64'. Error: row 1 holds "x"/,
    );
    expect(existsSync(join(cwd, "out.csv"))).toBe(false);
    await expect(predict(cwd, "-i", "absent.csv")).rejects.toThrow(
      /error: Cannot read absent.csv: no such file/,
    );
  });
});
