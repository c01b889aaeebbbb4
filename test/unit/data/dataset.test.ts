// Data sets: made, divided and described.
import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import {
  Dataset,
  datasetFromFrame,
  describeDataset,
  loadDiabetes,
  parseCsv,
  trainTestSplit,
} from "../../../src/data/index.ts";

const houses = new Dataset({
  name: "houses",
  features: { area: [50, 80, 120], rooms: [2, 3, 5] },
  target: [100, 150, 240],
  targetName: "price",
  source: { type: "http", details: { url: "https://example.org/houses.csv" } },
});

describe("Dataset", () => {
  test("takes rows in the order wanted and keeps its names", () => {
    const two = houses.take([2, 0]);
    expect(two).toMatchObject({ name: "houses", targetName: "price", nRows: 2, source: houses.source });
    expect(two.features.names).toEqual(["area", "rooms"]);
    expect([...two.features.matrix.values]).toEqual([120, 50, 5, 2]);
    expect([...two.target]).toEqual([240, 100]);
    expect(houses.nRows).toBe(3);
  });

  test.each([[3], [-1], [0.5], [Number.NaN]])("refuses to take row %s", (row) => {
    expect(() => houses.take([0, row])).toThrow(
      `a row number must be a whole number from 0 to 2: current value is ${row}`,
    );
  });

  test("refuses a target of another length, and an empty name", () => {
    const features = [[1], [2]];
    expect(() => new Dataset({ name: "d", features, target: [1] })).toThrow(
      "Cannot read the target: it must have 2 values, one for each row: current length is 1",
    );
    expect(() => new Dataset({ name: "", features, target: [1, 2] })).toThrow("its name must not be empty");
  });

  test("divides into training and test set with scikit-learn's rows for seed 40", () => {
    const { train, test: held } = trainTestSplit(loadDiabetes(), { seed: 40 });
    expect([train.nRows, held.nRows]).toEqual([331, 111]);
    // Rows 23 and 192 are the first of the training and test rows in the golden split.
    const { target } = loadDiabetes();
    expect([train.target[0], held.target[0]]).toEqual([target[23], target[192]]);
  });
});

describe("datasetFromFrame", () => {
  const frame = parseCsv("area,city,price\n50,Oslo,100\n,Bergen,150\n");

  test("takes one column as target and leaves missing features missing", () => {
    const numbers = parseCsv("area,price,rooms\n50,100,2\n,150,3\n");
    const dataset = datasetFromFrame(numbers, { name: "d", target: "price" });
    expect(dataset.features.names).toEqual(["area", "rooms"]);
    expect([...dataset.features.matrix.values]).toEqual([50, Number.NaN, 2, 3]);
    expect([...dataset.target]).toEqual([100, 150]);
    expect(dataset.targetName).toBe("price");
  });

  test("names the column that is at fault", () => {
    expect(() => datasetFromFrame(frame, { name: "d", target: "cost" })).toThrow(
      'Cannot make data set "d": there is no target column "cost" among "area", "city", "price"',
    );
    expect(() => datasetFromFrame(frame, { name: "d", target: "city" })).toThrow('"city" must be numbers');
    expect(() => datasetFromFrame(frame, { name: "d", target: "price" })).toThrow(
      'row 0, column "city" must be a finite number: current value is "Oslo"',
    );
    expect(() => datasetFromFrame(frame, { name: "d", target: "area" })).toThrow("Cannot read the features");
  });
});

describe("describeDataset", () => {
  test("gives MLflow's schema and profile of a frame for named columns", () => {
    const { train } = trainTestSplit(loadDiabetes(), { seed: 40 });
    const description = describeDataset(train);
    expect(JSON.parse(description.profile)).toEqual({ num_rows: 331, num_elements: 3310 });
    expect(JSON.parse(description.schema)).toEqual({
      mlflow_colspec: ["age", "sex", "bmi", "bp", "s1", "s2", "s3", "s4", "s5", "s6"].map((name) => ({
        type: "double",
        name,
        required: true,
      })),
    });
  });

  test("gives those of an array where columns have no names, with the target if there is one", () => {
    const data = {
      ...new Dataset({
        name: "d",
        features: [
          [1, 1],
          [1, 2],
          [2, 2],
          [2, 3],
        ],
        target: [6, 8, 9, 11],
      }),
    };
    const spec = (shape: number[]) =>
      JSON.stringify([{ type: "tensor", "tensor-spec": { dtype: "float64", shape } }]);
    expect(JSON.parse(describeDataset(data).schema)).toEqual({
      mlflow_tensorspec: { features: spec([-1, 2]), targets: spec([-1]) },
    });
    expect(JSON.parse(describeDataset(data).profile)).toEqual({
      features_shape: [4, 2],
      features_size: 8,
      features_nbytes: 64,
      targets_shape: [4],
      targets_size: 4,
      targets_nbytes: 32,
    });
    const withoutTarget = describeDataset({ ...data, target: undefined });
    expect(JSON.parse(withoutTarget.schema)).toMatchObject({ mlflow_tensorspec: { targets: null } });
    expect(JSON.parse(withoutTarget.profile)).not.toHaveProperty("targets_shape");
  });

  test("says which columns may be missing, and where the data is from", () => {
    const dataset = datasetFromFrame(parseCsv("a,b,y\n1,,3\n"), { name: "d", target: "y" });
    expect(JSON.parse(describeDataset(dataset).schema)).toEqual({
      mlflow_colspec: [
        { type: "double", name: "a", required: true },
        { type: "double", name: "b", required: false },
      ],
    });
    expect(describeDataset(houses)).toMatchObject({
      name: "houses",
      sourceType: "http",
      source: '{"url":"https://example.org/houses.csv"}',
    });
    expect(describeDataset(dataset)).toMatchObject({ sourceType: "code", source: '{"tags":{}}' });
  });
});

describe("the digest of a data set", () => {
  const digest = (dataset: Dataset) => describeDataset(dataset).digest;

  test("is the hash that its documentation tells", () => {
    // 50, 80, 120, 2, 3, 5, then the target 100, 150, 240, as little-endian doubles.
    const bytes = Buffer.alloc(9 * 8);
    [50, 80, 120, 2, 3, 5, 100, 150, 240].forEach((value, k) => {
      bytes.writeDoubleLE(value, 8 * k);
    });
    const text = '[3,2,["area","rooms"],true]';
    const expected = createHash("sha256").update(text).update(bytes).digest("hex").slice(0, 8);
    expect(digest(houses)).toBe(expected);
  });

  test("stays what it is from release to release", () => {
    expect(digest(loadDiabetes())).toBe("935f7872");
    expect(digest(trainTestSplit(loadDiabetes(), { seed: 40 }).train)).toBe("6d2b7429");
  });

  test("changes with any value, name, or order of rows, and with nothing else", () => {
    const options = { features: { area: [50, 80, 120], rooms: [2, 3, 5] }, target: [100, 150, 240] };
    const other = [
      { ...options, features: { area: [50, 80, 121], rooms: [2, 3, 5] } },
      { ...options, features: { area: [50, 80, 120], rows: [2, 3, 5] } },
      { ...options, target: [100, 150, 241] },
    ].map((changed) => digest(new Dataset({ name: "houses", ...changed })));
    const all = [digest(houses), digest(houses.take([1, 0, 2])), digest(houses.take([0, 1])), ...other];
    expect(new Set(all).size).toBe(all.length);
    expect(digest(new Dataset({ name: "another name", ...options }))).toBe(digest(houses));
  });

  test("takes every NaN for the same", () => {
    const oddNaN = new Float64Array(Uint8Array.of(1, 2, 3, 4, 5, 6, 0xf8, 0xff).buffer);
    expect(oddNaN[0]).toBeNaN();
    const withNaN = (value: Float64Array) =>
      digest(
        new Dataset({ name: "d", features: { data: value, shape: [1, 1], order: "column" }, target: [1] }),
      );
    expect(withNaN(oddNaN)).toBe(withNaN(Float64Array.of(Number.NaN)));
  });
});
