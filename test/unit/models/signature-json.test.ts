// Signatures as text: held against those that MLflow 3.17.2 wrote.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { parseSignature, printSignature } from "../../../src/models/signature-json.ts";

const golden = new URL("../../golden/scoring/models/", import.meta.url);

function goldenSignature(model: string) {
  return parse(readFileSync(new URL(`${model}/MLmodel`, golden), "utf8")).signature;
}

describe("a signature", () => {
  it.each(["en_sig", "types", "tensor"])("of MLflow (%s) comes out as it went in, to the letter", (model) => {
    const texts = goldenSignature(model);
    expect(printSignature(parseSignature(texts, "MLmodel"))).toEqual(texts);
  });

  it("knows the columns, their types and which are required", () => {
    const { inputs, outputs, params } = parseSignature(goldenSignature("types"), "MLmodel");
    expect(inputs).toMatchObject({ kind: "columns" });
    const columns = inputs?.kind === "columns" ? inputs.columns : [];
    expect(columns.map(({ name, type, required }) => `${name} ${type} ${required}`)).toEqual([
      "i64 long true",
      "i32 integer true",
      "f64 double true",
      "f32 float true",
      "s string true",
      "b boolean true",
      "dt datetime true",
      "opt double false",
      "bin binary false",
    ]);
    expect(outputs).toEqual({ kind: "columns", columns: [{ name: "o", type: "string", required: true }] });
    expect(params?.map(({ name, default: value, shape }) => [name, value, shape])).toEqual([
      ["temp", 0.5, undefined],
      ["n", 3, undefined],
      ["name", "x", undefined],
      ["arr", [1, 2], [-1]],
    ]);
  });

  it("prints whole defaults of floating-point parameters with a fraction, as Python does", () => {
    const params = [{ name: "t", type: "double", default: 2, shape: undefined } as const];
    expect(printSignature({ inputs: undefined, outputs: undefined, params })).toEqual({
      inputs: null,
      outputs: null,
      params: '[{"name": "t", "default": 2.0, "shape": null, "type": "double"}]',
    });
  });

  it("keeps columns without a name and columns of nested types", () => {
    const inputs =
      '[{"type": "double", "required": true}, {"type": "array", "items": {"type": "long"}, "name": "a", "required": false}]';
    const texts = { inputs, outputs: null, params: null };
    expect(printSignature(parseSignature(texts, "MLmodel"))).toEqual(texts);
  });

  it.each([
    ['{"type": "double"}', "Cannot read signature inputs of MLmodel: it must be an array"],
    ["[", "Cannot read signature inputs of MLmodel: it is not valid JSON"],
    [
      '[{"type": "number", "name": "a"}]',
      "Cannot read type in entry 0 of signature inputs of MLmodel: it must be one of boolean",
    ],
    ['[{"type": "double", "name": 5}]', "Cannot read name in entry 0"],
    ['[{"type": "tensor"}]', "Cannot read tensor-spec in entry 0"],
    [
      '[{"type": "tensor", "tensor-spec": {"dtype": "float64", "shape": [1e99]}}]',
      "Cannot read shape in entry 0",
    ],
    ['[{"type": "tensor"}, {"type": "double"}]', "it must be either columns or tensors, not both"],
    [`[{"type": "array", "items": ${'{"items":'.repeat(999)}1${"}".repeat(999)}}]`, "nested at most 64 deep"],
  ])("that is broken is refused with the entry at fault: %s", (inputs, message) => {
    expect(() => parseSignature({ inputs, outputs: null, params: null }, "MLmodel")).toThrow(message);
  });
});
