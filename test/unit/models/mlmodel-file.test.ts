// The file MLmodel: those of MLflow 3.17.2 are read, ours say the same, and broken ones are refused.
import { readdirSync, readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { errorCode } from "../../../src/errors/index.ts";
import { parseMlmodel, printMlmodel } from "../../../src/models/mlmodel-file.ts";
import { mutationOf } from "../../support/byte-mutations.ts";

const golden = new URL("../../golden/scoring/models/", import.meta.url);
const names = readdirSync(golden);

function goldenText(name: string): string {
  return readFileSync(new URL(`${name}/MLmodel`, golden), "utf8");
}

describe("parseMlmodel", () => {
  it("reads what MLflow wrote", () => {
    const info = parseMlmodel(goldenText("en_sig"), "MLmodel");
    expect([...info.flavors.keys()]).toEqual(["python_function", "sklearn"]);
    expect(info.flavors.get("sklearn")).toMatchObject({ pickled_model: "model.skops" });
    expect(info.signature?.inputs).toMatchObject({ kind: "columns" });
    expect(info).toMatchObject({
      inputExample: {
        path: "input_example.json",
        servingPath: "serving_input_example.json",
        type: "dataframe",
      },
      metadata: undefined,
      runId: undefined,
      modelId: undefined,
      utcTimeCreated: "2023-11-14 02:02:27.166991",
      mlflowVersion: "3.17.2",
      modelSizeBytes: 12364,
    });
  });

  it.each(names)("%s: prints what it read, with the values and the order of keys of MLflow", (name) => {
    const text = goldenText(name);
    const printed = printMlmodel(parseMlmodel(text, "MLmodel"), parse(text).model_uuid);
    expect(parse(printed)).toEqual(parse(text));
    expect(topLevelKeys(printed)).toEqual(topLevelKeys(text));
  });

  it.each([
    ["", "Cannot read MLmodel: it must be an object: current value is null"],
    ["a: [", "Cannot read MLmodel: it is not valid YAML"],
    ["flavors: 5", "Cannot read flavors in MLmodel: it must be an object: current value is 5"],
    ["flavors: {onnx: 1}", "Cannot read flavor onnx in MLmodel: it must be an object"],
    ["flavors: {}\nsignature: 1", "Cannot read signature in MLmodel"],
    ["flavors: {}\nsignature: {inputs: 1}", "Cannot read signature inputs in MLmodel: it must be a text"],
    ["flavors: {}\nrun_id: 5", "Cannot read run_id in MLmodel: it must be a text"],
    ["flavors: {}\nsaved_input_example_info: 5", "Cannot read saved_input_example_info in MLmodel"],
    ["flavors: !!js/function 'function () {}'\n", "Cannot read flavors in MLmodel"],
    [
      `a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\n${aliasBomb()}`,
      "Cannot read MLmodel: it is not valid YAML",
    ],
    ["[".repeat(100_000), "Cannot read MLmodel: it is not valid YAML"],
    [`${"- ".repeat(100_000)}x`, "Cannot read MLmodel"],
  ])("refuses what is no MLmodel: %.40s", (text, message) => {
    expect(() => parseMlmodel(text, "MLmodel")).toThrow(message);
  });

  it("answers damage with an error that says so, within a second", () => {
    const original = new TextEncoder().encode(goldenText("types"));
    const decoder = new TextDecoder();
    fc.assert(
      fc.property(mutationOf(original), (bytes) => {
        const started = performance.now();
        try {
          parseMlmodel(decoder.decode(bytes), "MLmodel");
        } catch (error) {
          expect(errorCode(error), String(error)).toBeDefined();
        }
        expect(performance.now() - started).toBeLessThan(1000);
      }),
      { numRuns: 10_000, interruptAfterTimeLimit: 5_000 },
    );
  });
});

/** Eight levels of ten references each to the level below. */
function aliasBomb(): string {
  const levels = ["l0: &l0 [lol]"];
  for (let i = 1; i < 8; i++)
    levels.push(
      `l${i}: &l${i} [${Array(10)
        .fill(`*l${i - 1}`)
        .join(", ")}]`,
    );
  return levels.join("\n");
}

function topLevelKeys(yaml: string): readonly string[] {
  return [...yaml.matchAll(/^(\w+):/gm)].map((match) => match[1] ?? "");
}
