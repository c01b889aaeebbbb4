import { describe, expect, it } from "vitest";
import { ElasticNet, type FittedModel, MODEL_CODECS } from "../../../../src/estimators/index.ts";

const codec = MODEL_CODECS.find(({ estimatorName }) => estimatorName === "ElasticNet")!;
const columns = { a: [1, 2, 4], b: [3, 1, 2] };
const model = new ElasticNet({ alpha: 0.1 }).fit(columns, [1, 2, 3]);

describe("the codec of a linear model", () => {
  it("puts together what it took apart, through JSON and back", () => {
    const { state, arrays } = codec.encode(model);
    const decoded = codec.decode({ state: JSON.parse(JSON.stringify(state)), arrays });
    expect(decoded.params).toEqual(model.params);
    expect(decoded.featureNames).toEqual(["a", "b"]);
    expect(codec.encode(decoded)).toEqual(codec.encode(model));
    const table = { matrix: { nRows: 1, nColumns: 2, values: Float64Array.of(5, 6) }, names: undefined };
    expect(decoded.predictTable(table)).toEqual(model.predictTable(table));
  });

  it("refuses the model of another estimator", () => {
    const other: FittedModel = {
      estimatorName: "Other",
      params: {},
      nFeatures: 1,
      featureNames: undefined,
      predictTable: () => new Float64Array(1),
    };
    expect(() => codec.encode(other)).toThrow("it must be a fitted ElasticNet");
  });

  it.each([
    ["intercept", { intercept: "1" }, "intercept must be a finite number"],
    ["dualGap", { dualGap: null }, "dualGap must be a finite number"],
    ["featureNames", { featureNames: ["a"] }, "featureNames must be null or 2 distinct names"],
    ["featureNames", { featureNames: ["a", "a"] }, "featureNames must be null or 2 distinct names"],
    ["params", { params: { alpha: -1 } }, "alpha must be a number of at least 0"],
    ["params", { params: { beta: 1 } }, 'it has no parameter "beta"'],
    ["params", { params: null }, "params must be a record"],
  ])("refuses a file whose %s is broken", (_part, change, message) => {
    const { state, arrays } = codec.encode(model);
    const decode = (): FittedModel => codec.decode({ state: { ...state, ...change }, arrays });
    expect(decode).toThrow(SyntaxError);
    expect(decode).toThrow(message);
  });

  it("refuses coefficients that are not finite, or not doubles", () => {
    const { state } = codec.encode(model);
    const message = "coefficients must be finite doubles, at least one";
    expect(() => codec.decode({ state, arrays: { coefficients: Float64Array.of(1, Number.NaN) } })).toThrow(
      message,
    );
    expect(() => codec.decode({ state, arrays: { coefficients: Int32Array.of(1, 2) } })).toThrow(message);
    expect(() => codec.decode({ state, arrays: {} })).toThrow(message);
  });
});
