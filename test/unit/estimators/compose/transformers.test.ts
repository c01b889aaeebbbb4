// What transformers do beyond scikit-learn's golden cases, and what they refuse.
import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { parseCsv } from "../../../../src/data/index.ts";
import {
  ColumnTransformer,
  MinMaxScaler,
  OneHotEncoder,
  SimpleImputer,
  StandardScaler,
  TransformerPipeline,
} from "../../../../src/estimators/index.ts";

const frame = parseCsv("age,city\n25,Oslo\n,Bergen\n47,\n35,Oslo\n");

describe("scalers", () => {
  test("leave missing values out of the fit and missing in what they make", () => {
    const columns = [1, Number.NaN, 3].map((x) => [x]);
    expect(new StandardScaler().fit(columns).transform(columns).columns).toEqual([
      Float64Array.of(-1, Number.NaN, 1),
    ]);
    expect(new MinMaxScaler().fit(columns).transform(columns).columns).toEqual([
      Float64Array.of(0, Number.NaN, 1),
    ]);
  });

  test("put named columns into the order of the fit", () => {
    const scaler = new MinMaxScaler().fit({ a: [0, 1], b: [0, 10] });
    expect(scaler.transform({ b: [5], a: [0.25] })).toEqual({
      nRows: 1,
      names: ["a", "b"],
      columns: [Float64Array.of(0.25), Float64Array.of(0.5)],
    });
    expect(() => scaler.transform({ a: [1], c: [2] })).toThrow(
      'Cannot transform: the columns must be those of the fit: missing: "b"; not among those of the fit: "c"',
    );
  });

  test("take ml-matrix matrices", () => {
    const X = new Matrix([
      [1, 10],
      [3, 30],
    ]);
    expect(new StandardScaler().fit(X).transform(X).columns).toEqual([
      Float64Array.of(-1, 1),
      Float64Array.of(-1, 1),
    ]);
  });

  test("do not divide by a spread that is rounding only", () => {
    const scaler = new StandardScaler().fit([0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1].map((x) => [x]));
    expect([...scaler.scale]).toEqual([1]);
  });

  test("refuse text, columns without a value, and weights below 0", () => {
    expect(() => new StandardScaler().fit(frame)).toThrow(
      'Cannot fit StandardScaler: column "city" must be numbers, but it holds text',
    );
    expect(() => new MinMaxScaler().fit([[1, null]])).toThrow(
      "Cannot fit MinMaxScaler: column 1 must have at least one value that is not missing",
    );
    expect(() => new StandardScaler().fit([[1], [2]], { sampleWeight: [1, -1] })).toThrow(
      "the weight of row 1 must be at least 0: current value is -1",
    );
    expect(() => new StandardScaler().fit([[1], [2]], { sampleWeight: [0, 0] })).toThrow(
      "at least one value",
    );
  });

  test("refuse parameters that are not theirs", () => {
    expect(() => Reflect.construct(StandardScaler, [{ with_mean: false }])).toThrow("did you mean withMean?");
    expect(() => new MinMaxScaler({ featureRange: [1, 0] })).toThrow(
      "featureRange must be two numbers, the smaller first: current value is [1,0]",
    );
    expect(() => new MinMaxScaler({ featureRange: [0, 1, 2] })).toThrow("current value is [0,1,2]");
  });
});

describe("SimpleImputer", () => {
  test("fills numbers and text with the most frequent value, of several the smallest", () => {
    const imputer = new SimpleImputer({ strategy: "most_frequent" }).fit(frame);
    expect(imputer.statistics).toEqual([25, "Oslo"]);
    expect(imputer.transform(frame).columns).toEqual([
      Float64Array.of(25, 25, 47, 35),
      ["Oslo", "Bergen", "Oslo", "Oslo"],
    ]);
  });

  test("fills with constants", () => {
    const imputer = new SimpleImputer({ strategy: "constant", fillValue: -1 }).fit(frame);
    expect(imputer.statistics).toEqual([-1, "missing_value"]);
  });

  test("fills a text column that has nothing in it now", () => {
    const imputer = new SimpleImputer({ strategy: "most_frequent" }).fit({ city: ["Oslo", null] });
    expect(imputer.transform({ city: [null, undefined] }).columns).toEqual([["Oslo", "Oslo"]]);
  });

  test("refuses to learn from nothing, the mean of text, and columns of another type than in the fit", () => {
    expect(() => new SimpleImputer().fit([[null], [null]])).toThrow("column 0 must have at least one value");
    expect(() => new SimpleImputer().fit(frame)).toThrow(
      'strategy mean needs numbers, but column "city" holds text',
    );
    const imputer = new SimpleImputer({ strategy: "most_frequent" }).fit(frame);
    expect(() => imputer.transform({ age: ["young"], city: ["Oslo"] })).toThrow(
      'column "age" must hold numbers as in the fit',
    );
    expect(() => imputer.transform({ age: [1], city: [2] })).toThrow(
      'column "city" must hold text as in the fit',
    );
  });
});

describe("OneHotEncoder", () => {
  test("encodes numbers as it does text", () => {
    const encoder = new OneHotEncoder().fit([[3], [1], [3]]);
    expect(encoder.categories).toEqual([[1, 3]]);
    expect(encoder.outputNames).toEqual(["x0_1", "x0_3"]);
    expect(encoder.transform([[1], [3]]).columns).toEqual([Float64Array.of(1, 0), Float64Array.of(0, 1)]);
  });

  test("refuses missing values and, unless told to ignore them, values that the fit did not see", () => {
    expect(() => new OneHotEncoder().fit(frame)).toThrow(
      'Cannot fit with OneHotEncoder: row 1, column "age" must not be missing; a SimpleImputer can fill it',
    );
    const encoder = new OneHotEncoder().fit({ city: ["Oslo", "Bergen"] });
    expect(() => encoder.transform({ city: ["Oslo", "Paris"] })).toThrow(
      'row 1, column "city" must be one of the categories of the fit: current value is "Paris"',
    );
    expect(() => encoder.transform({ city: [1, 2] })).toThrow('column "city" must hold text as in the fit');
    expect(() => encoder.transform({ city: ["Oslo", null] })).toThrow(
      'row 1, column "city" must not be missing',
    );
  });
});

describe("ColumnTransformer", () => {
  test("takes columns by position where they have no names", () => {
    const transformer = new ColumnTransformer([["scaled", new MinMaxScaler(), [2, 0]]], {
      remainder: "passthrough",
    }).fit([
      [0, 7, 0],
      [1, 8, 10],
    ]);
    expect(transformer.transform([[0.5, 9, 5]])).toEqual({
      nRows: 1,
      names: ["scaled__x2", "scaled__x0", "remainder__x1"],
      columns: [Float64Array.of(0.5), Float64Array.of(0.5), Float64Array.of(9)],
    });
  });

  test("tells its parameters and those of its parts", () => {
    const transformer = new ColumnTransformer([["num", new StandardScaler({ withMean: false }), ["age"]]]);
    expect(transformer.params).toEqual({
      remainder: "drop",
      num: "StandardScaler",
      num__withMean: false,
      num__withStd: true,
    });
    expect(transformer.fit(frame).params).toEqual(transformer.params);
  });

  test("refuses columns that are not there, and steps whose names would not tell them apart", () => {
    const scaler = new StandardScaler();
    expect(() => new ColumnTransformer([["a", scaler, ["town"]]]).fit(frame)).toThrow(
      'Cannot fit ColumnTransformer: there is no column "town": the columns are "age", "city"',
    );
    expect(() => new ColumnTransformer([["a", scaler, ["x"]]]).fit([[1]])).toThrow(
      "the columns have no names",
    );
    expect(() => new ColumnTransformer([["a", scaler, [2]]]).fit(frame)).toThrow(
      "a whole number from 0 to 1: current value is 2",
    );
    expect(() => new ColumnTransformer([["a", scaler, []]]).fit(frame)).toThrow(
      'step "a" must have at least one column',
    );
    expect(() => new ColumnTransformer([])).toThrow("it must have at least one step");
    expect(
      () =>
        new ColumnTransformer([
          ["a", scaler, [0]],
          ["a", scaler, [1]],
        ]),
    ).toThrow('current value is "a"');
    expect(() => new TransformerPipeline([["a__b", scaler]])).toThrow(
      'without "__": current value is "a__b"',
    );
  });
});

test("transformers do not change what they are given", () => {
  const X = { data: Float64Array.of(1, 2, 3, 4), shape: [2, 2], order: "column" } as const;
  for (const transformer of [
    new StandardScaler(),
    new MinMaxScaler(),
    new SimpleImputer(),
    new OneHotEncoder(),
  ]) {
    transformer.fit(X).transform(X);
  }
  expect([...X.data]).toEqual([1, 2, 3, 4]);
});
