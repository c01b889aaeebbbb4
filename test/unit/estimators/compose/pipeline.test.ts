// Pipelines: fitted, taken apart for files, put together again.
import { describe, expect, test } from "vitest";
import { loadDiabetes, toFeatureTable } from "../../../../src/data/index.ts";
import {
  ColumnTransformer,
  type EncodedModel,
  type LinearModel,
  LinearRegression,
  MinMaxScaler,
  MODEL_CODECS,
  type ModelCodec,
  OneHotEncoder,
  Pipeline,
  PipelineModel,
  Ridge,
  SimpleImputer,
  StandardScaler,
  TransformerPipeline,
} from "../../../../src/estimators/index.ts";

const frame = {
  age: [25, null, 47, 51, 62, 23],
  city: ["Oslo", "Bergen", "Oslo", "Tromsø", "Bergen", "Oslo"],
  rooms: [2, 3, 3, 4, 2, 1],
};
const y = [1, 2, 3, 4, 2.5, 0.5];

function fitted(): PipelineModel<LinearModel> {
  return new Pipeline([
    [
      "prepare",
      new ColumnTransformer(
        [
          [
            "num",
            new TransformerPipeline([
              ["impute", new SimpleImputer({ strategy: "median" })],
              ["scale", new StandardScaler()],
            ]),
            ["age"],
          ],
          ["cat", new OneHotEncoder({ handleUnknown: "ignore" }), ["city"]],
        ],
        { remainder: "passthrough" },
      ),
    ],
    ["range", new MinMaxScaler()],
    ["ridge", new Ridge({ alpha: 0.5 })],
  ]).fit(frame, y);
}

function pipelineCodec(): ModelCodec {
  const codec = MODEL_CODECS.find(({ estimatorName }) => estimatorName === "Pipeline");
  if (codec === undefined) throw new Error("no codec for Pipeline");
  return codec;
}

describe("Pipeline", () => {
  test("predicts as its steps do one after the other", () => {
    const { features, target } = loadDiabetes({ scaled: false });
    const scaler = new StandardScaler().fit(features);
    const alone = new LinearRegression().fit(scaler.transform(features), target);
    const together = new Pipeline([
      ["scaler", new StandardScaler()],
      ["lr", new LinearRegression()],
    ]).fit(features, target);
    expect(together.predict(features)).toEqual(alone.predict(scaler.transform(features)));
    expect(together.predictTable(features)).toEqual(together.predict(features));
    expect(together.model.coefficients).toEqual(alone.coefficients);
  });

  test("tells the classes and parameters of its steps", () => {
    expect(fitted().params).toMatchObject({
      prepare: "ColumnTransformer",
      prepare__remainder: "passthrough",
      prepare__num: "TransformerPipeline",
      prepare__num__impute: "SimpleImputer",
      prepare__num__impute__strategy: "median",
      prepare__cat__handleUnknown: "ignore",
      range__featureRange: [0, 1],
      ridge: "Ridge",
      ridge__alpha: 0.5,
    });
  });

  test("knows the columns of the fit, in any order", () => {
    const model = fitted();
    expect(model.featureNames).toEqual(["age", "city", "rooms"]);
    const { age, city, rooms } = frame;
    expect(model.predict({ rooms, city, age })).toEqual(model.predict(frame));
    expect(() => model.predict({ age, city })).toThrow(
      'Cannot predict: the columns must be those of the fit: missing: "rooms"',
    );
  });

  test("leaves it to the model whether values may be missing", () => {
    const model = new Pipeline([
      ["scaler", new StandardScaler()],
      ["lr", new LinearRegression()],
    ]).fit({ a: [1, 2, 3] }, [1, 2, 3]);
    expect(() => model.predict({ a: [null] })).toThrow(
      'row 0, column "a" must be a finite number: current value is NaN',
    );
  });

  test("hands sample weights on to the model", () => {
    const steps = [["lr", new LinearRegression()]] as const;
    const weighted = new Pipeline(steps).fit([[0], [1], [1]], [0, 1, 3], { sampleWeight: [1, 3, 1] });
    expect(weighted.predict([[1]])[0]).toBeCloseTo(1.5, 12);
  });

  test("refuses steps in the wrong order, and no model at the end", () => {
    const scaler = new StandardScaler();
    const model = new LinearRegression();
    const make = (steps: unknown) => () => Reflect.construct(Pipeline, [steps]);
    expect(
      make([
        ["lr", model],
        ["scaler", scaler],
      ]),
    ).toThrow("step lr must be a transformer");
    expect(make([["scaler", scaler]])).toThrow("the last step must fit a model");
    expect(make([])).toThrow("it must have at least one step");
    expect(
      make([
        ["lr", model],
        ["lr", model],
      ]),
    ).toThrow('current value is "lr"');
  });

  test("refuses a target of another length before any step is fitted", () => {
    expect(() => new Pipeline([["lr", new LinearRegression()]]).fit([[1], [2]], [1])).toThrow(
      "Cannot read y: it must have 2 values",
    );
  });

  test("scores only what its model scores", () => {
    const lr = new LinearRegression().fit([[1], [2]], [1, 2]);
    const model = { ...lr, predictTable: () => new Float64Array(2) };
    const pipeline = new Pipeline([["model", { estimatorName: "Echo", params: {}, fit: () => model }]]).fit(
      [[1], [2]],
      [1, 2],
    );
    expect(() => pipeline.score([[1], [2]], [1, 2])).toThrow("LinearRegression has no score of its own");
  });
});

describe("the codec of Pipeline", () => {
  const model = fitted();
  const encoded = pipelineCodec().encode(model);
  /** As it comes back from a file: the state through JSON. */
  const fromFile = (state: unknown = encoded.state): EncodedModel => ({
    state: JSON.parse(JSON.stringify(state)),
    arrays: encoded.arrays,
  });

  test("brings back a pipeline that predicts the same bits", () => {
    const again = pipelineCodec().decode(fromFile());
    expect(again).toBeInstanceOf(PipelineModel);
    expect(again).toMatchObject({
      estimatorName: "Pipeline",
      nFeatures: 3,
      featureNames: model.featureNames,
      featureKinds: ["number", "text", "number"],
    });
    expect(again.params).toEqual(model.params);
    expect(again instanceof PipelineModel && again.predict(frame)).toEqual(model.predict(frame));
    expect(pipelineCodec().encode(again)).toEqual(encoded);
  });

  test("refuses models of other kinds", () => {
    const lr = new LinearRegression().fit([[1], [2]], [1, 2]);
    expect(() => pipelineCodec().encode(lr)).toThrow("it must be a fitted Pipeline");
  });

  /** The state with one part of it replaced, by its path. */
  function withPart(path: readonly (string | number)[], value: unknown): unknown {
    const state = JSON.parse(JSON.stringify(encoded.state));
    let place = state;
    for (const key of path.slice(0, -1)) place = place[key];
    place[path.at(-1) ?? ""] = value;
    return state;
  }

  test.each<[string, (string | number)[], unknown, string]>([
    ["no steps", ["steps"], [], "steps must be a list of at least one element"],
    ["steps that are none", ["steps", 0], null, "part 0 must be a record"],
    [
      "an unknown transformer",
      ["steps", 0, "estimator"],
      "Evil",
      'the estimator of part 0 must be a known class: current value is "Evil"',
    ],
    [
      "a model among the transformers",
      ["steps", 0, "estimator"],
      "Ridge",
      "the estimator of part 0 must be a known class",
    ],
    [
      "a transformer as the model",
      ["steps", 2, "estimator"],
      "StandardScaler",
      "the estimator of part 2 must be a known class",
    ],
    [
      "a newer version",
      ["steps", 1, "version"],
      2,
      "the version of part 1 must be a whole number from 1 to 1: current value is 2",
    ],
    ["a name that is none", ["steps", 1, "name"], 7, "the name of part 1 must be text"],
    ["a name twice", ["steps", 1, "name"], "prepare", "the names of steps must be distinct"],
    [
      "a feature of an unknown kind",
      ["featureKinds", 1],
      "date",
      'the kind of feature 1 must be "number" or "text"',
    ],
    ["no number of features", ["steps", 0, "state", "nFeatures"], "3", "nFeatures must be a whole number"],
    ["too few names", ["featureNames"], ["a"], "featureNames must be null or 3 distinct names"],
    [
      "a parameter out of range",
      ["steps", 1, "state", "params", "featureRange"],
      [1, 1],
      "featureRange must be two numbers",
    ],
    [
      "categories of two types",
      ["steps", 0, "state", "branches", 1, "state", "categories", 0],
      ["a", 1],
      "categories of column 0 must be distinct texts or distinct finite numbers",
    ],
    [
      "a position outside",
      ["steps", 0, "state", "positions", 0],
      [9],
      "positions must be 1 whole numbers from 0 to 2",
    ],
    ["too few positions", ["steps", 0, "state", "positions"], [[0]], "positions must be 1 whole numbers"],
    [
      "a statistic that is none",
      ["steps", 0, "state", "branches", 0, "state", "steps", 0, "state", "statistics", 0],
      null,
      "statistic 0 must be text or a finite number",
    ],
  ])("refuses a file with %s", (_, path, value, message) => {
    const decode = () => pipelineCodec().decode(fromFile(withPart(path, value)));
    expect(decode).toThrow(SyntaxError);
    expect(decode).toThrow(message);
  });

  test("refuses a file without an array, or with one that is not what it was", () => {
    const { state, arrays } = encoded;
    const [name = ""] = Object.keys(arrays).filter((key) => key.endsWith("dataMin"));
    const { [name]: _, ...without } = arrays;
    expect(() => pipelineCodec().decode({ state, arrays: without })).toThrow(
      "dataMin must be finite doubles",
    );
    const short = { ...arrays, [name.replace("dataMin", "dataMax")]: Float64Array.of(1) };
    expect(() => pipelineCodec().decode({ state, arrays: short })).toThrow(
      "dataMax must be finite doubles, 5 of them",
    );
  });

  test("refuses parts nested deeper than any pipeline is", () => {
    let state: unknown = { nFeatures: 1, featureNames: null, steps: [] };
    for (let depth = 0; depth < 20; depth++) {
      state = {
        nFeatures: 1,
        featureNames: null,
        steps: [{ name: "a", estimator: "TransformerPipeline", version: 1, state }],
      };
    }
    const whole = {
      featureKinds: ["number"],
      featureNames: null,
      steps: [{ name: "a", estimator: "TransformerPipeline", version: 1, state }, encoded.state["steps"]],
    };
    expect(() => pipelineCodec().decode(fromFile(whole))).toThrow("must be nested at most 8 deep");
  });
});

test("features that are numbers can be given to a pipeline as a table already read", () => {
  const X = { a: [1, 2, 3], b: [3, 5, 4] };
  const model = new Pipeline([
    ["scaler", new StandardScaler()],
    ["lr", new LinearRegression()],
  ]).fit(X, [1, 2, 4]);
  expect(model.predictTable(toFeatureTable(X))).toEqual(model.predict(X));
});
