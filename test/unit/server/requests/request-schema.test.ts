import { describe, expect, it } from "vitest";
import {
  alias,
  choice,
  double,
  fallback,
  flag,
  integer,
  list,
  required,
  text,
} from "../../../../src/server/requests/fields.ts";
import { maxResults } from "../../../../src/server/requests/max-results.ts";
import { keyValues, record, requestReader } from "../../../../src/server/requests/request-schema.ts";
import { versionNumber } from "../../../../src/server/requests/version-number.ts";

const SEE_DOCS = "See the API docs for more information about request parameters.";

const read = requestReader({
  runId: alias(required(text), "run_uuid"),
  step: integer,
  value: double,
  isLatest: flag,
  status: choice(["RUNNING", "SCHEDULED"]),
  names: list(required(text)),
  metrics: list(required(record({ key: required(text), value: required(double) }))),
  tags: keyValues,
  maxResults: maxResults(7, 10),
  note: fallback(text, "none"),
  version: versionNumber,
});

function fromBody(fields: object): ReturnType<typeof read> {
  return read({ origin: "body", values: { run_id: "r", ...fields } });
}

describe("a request read by its schema", () => {
  it("has every field under the program's name, with defaults for what is absent or null", () => {
    expect(fromBody({ step: null })).toEqual({
      runId: "r",
      step: undefined,
      value: undefined,
      isLatest: undefined,
      status: undefined,
      names: [],
      metrics: [],
      tags: [],
      maxResults: 7,
      note: "none",
      version: undefined,
    });
  });

  it("finds fields under snake_case, camelCase and their other names, but not under two spellings at once", () => {
    expect(read({ origin: "body", values: { runId: "a" } }).runId).toBe("a");
    expect(read({ origin: "body", values: { run_uuid: "b" } }).runId).toBe("b");
    expect(() => read({ origin: "body", values: { run_id: "a", runId: "a" } })).toThrow(
      "Parameter 'run_id' is given twice, also as 'runId'",
    );
  });

  it("takes parts of the path before fields of the body", () => {
    const source = { origin: "body", values: { run_id: "body" }, path: { run_id: "path" } } as const;
    expect(read(source).runId).toBe("path");
  });

  it("reads 64-bit integers from numbers and from text, as Java sends them", () => {
    expect(fromBody({ step: 3 }).step).toBe(3);
    expect(fromBody({ step: "-1700001950865" }).step).toBe(-1700001950865);
  });

  it("refuses integers that a double would round", () => {
    for (const step of [2 ** 53, "9007199254740993", -(2 ** 60), 1.5, "1.5", true]) {
      expect(() => fromBody({ step })).toThrow(/^Invalid value .* for parameter 'step' supplied: {2}Hint: /);
    }
  });

  it("reads doubles from numbers and from text, the ones that are not finite too", () => {
    const values = [1, 1.5, "1.5", "-1e-3", "NaN", "nan", "Infinity", "-inf", true];
    expect(values.map((value) => fromBody({ value }).value)).toEqual([
      1,
      1.5,
      1.5,
      -1e-3,
      Number.NaN,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      1,
    ]);
    for (const value of ["abc", "", "1.5x", "0x10", []])
      expect(() => fromBody({ value })).toThrow(RangeError);
  });

  it("reads names of a choice also by their numbers, which count from 1", () => {
    expect(fromBody({ status: "SCHEDULED" }).status).toBe("SCHEDULED");
    expect(fromBody({ status: 1 }).status).toBe("RUNNING");
    expect(() => fromBody({ status: "DONE" })).toThrow(
      `Invalid value "DONE" for parameter 'status' supplied`,
    );
    expect(() => fromBody({ status: 0 })).toThrow(RangeError);
    expect(() => fromBody({ status: "toString" })).toThrow(RangeError);
  });

  it("says what is missing, in MLflow's words, and treats empty text as missing", () => {
    for (const values of [{}, { run_id: "" }, { run_id: null }]) {
      expect(() => read({ origin: "body", values })).toThrow(
        `Missing value for required parameter 'run_id'. ${SEE_DOCS}`,
      );
    }
    expect(() => fromBody({ metrics: [{ key: "a", value: 1 }, { key: "b" }] })).toThrow(
      `Missing value for required parameter 'metrics[1].value'. ${SEE_DOCS}`,
    );
  });

  it("says what has the wrong type, with Python's names of types", () => {
    const cases: readonly (readonly [object, string])[] = [
      [
        { note: 5 },
        `Invalid value 5 for parameter 'note' supplied:  Hint: Value was of type 'int'. ${SEE_DOCS}`,
      ],
      [{ note: 5.5 }, "Hint: Value was of type 'float'"],
      [{ note: true }, "Hint: Value was of type 'bool'"],
      [{ note: ["a"] }, "Hint: Value was of type 'list'"],
      [{ note: {} }, "Hint: Value was of type 'dict'"],
      [{ names: "a" }, `Invalid value "a" for parameter 'names' supplied:  Hint: Value was of type 'str'.`],
      [{ metrics: ["a"] }, `Invalid value "a" for parameter 'metrics[0]' supplied`],
      [{ version: 1 }, "Invalid value 1 for parameter 'version' supplied:  Hint: Value was of type 'int'."],
      [{ version: "x" }, "Parameter 'version' must be an integer, got 'x'."],
      [
        { max_results: 11 },
        "Invalid value 11 for parameter 'max_results' supplied:  Hint: Value was of type 'int'.",
      ],
      [
        { max_results: 0 },
        "Invalid value 0 for parameter 'max_results' supplied. It must be a positive integer",
      ],
    ];
    for (const [fields, message] of cases) expect(() => fromBody(fields)).toThrow(message);
  });

  it("takes a field that comes once in a query for a list of one", () => {
    const fromQuery = (values: object): readonly string[] => read({ origin: "query", values }).names;
    expect(fromQuery({ run_id: "r", names: "a" })).toEqual(["a"]);
    expect(fromQuery({ run_id: "r", names: ["a", "b"] })).toEqual(["a", "b"]);
    expect(read({ origin: "query", values: { run_id: "r", is_latest: "True" } }).isLatest).toBe(true);
    expect(() => read({ origin: "query", values: { run_id: "r", is_latest: "yes" } })).toThrow(RangeError);
  });

  it("finds nothing in what objects have by themselves", () => {
    const names = requestReader({ constructor: text, toString: text, __proto__: text });
    expect(names({ origin: "body", values: {} })).toMatchObject({
      constructor: undefined,
      toString: undefined,
    });
  });
});
