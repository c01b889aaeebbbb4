// The data sets that come with the package are what datasets/README.md says.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { type Dataset, loadBreastCancer, loadDiabetes, loadIris, readCsv } from "../../../src/data/index.ts";
import { columnOf } from "../../../src/numeric/index.ts";

const FOLDER = new URL("../../../datasets/", import.meta.url);
const readme = readFileSync(new URL("README.md", FOLDER), "utf8");

const files = [
  ...readme.matchAll(/^\| `(.+\.csv)` \| (\d+) \| (\d+) \| `(.+)` \| `([0-9a-f]{64})` \|$/gm),
].map(([, name = "", rows, features, target, sha256]) => ({
  name,
  rows: Number(rows),
  features: Number(features),
  target,
  sha256,
}));

describe("datasets/README.md", () => {
  test("lists every file", () => {
    const csvFiles = readdirSync(FOLDER).filter((name) => name.endsWith(".csv"));
    expect(files.map(({ name }) => name).sort()).toEqual(csvFiles.sort());
  });

  test.each(files)(
    "tells rows, columns and checksum of $name",
    ({ name, rows, features, target, sha256 }) => {
      const path = fileURLToPath(new URL(name, FOLDER));
      expect(createHash("sha256").update(readFileSync(path)).digest("hex")).toBe(sha256);
      const frame = readCsv(path);
      expect(frame.nRows).toBe(rows);
      expect(frame.names).toHaveLength(features + 1);
      expect(frame.names.at(-1)).toBe(target);
    },
  );

  test("explains every column", () => {
    for (const { name } of files) {
      for (const column of readCsv(fileURLToPath(new URL(name, FOLDER))).names) {
        expect(readme).toContain(`\`${column.replace(/^(mean|worst)_(?=.)|_error$/, "")}\``);
      }
    }
  });
});

function sumOfSquares({ features }: Dataset, j: number): number {
  return columnOf(features.matrix, j).reduce((sum, value) => sum + value * value, 0);
}

describe("loadDiabetes", () => {
  test("gives 442 patients, 10 features named, and the progression", () => {
    const diabetes = loadDiabetes();
    expect(diabetes).toMatchObject({ name: "diabetes", nRows: 442, targetName: "progression" });
    expect(diabetes.features.names).toEqual(["age", "sex", "bmi", "bp", "s1", "s2", "s3", "s4", "s5", "s6"]);
    expect([...diabetes.target.slice(0, 3)]).toEqual([151, 75, 141]);
    expect([Math.min(...diabetes.target), Math.max(...diabetes.target)]).toEqual([25, 346]);
  });

  test("has features whose squares sum to 1, centred, when scaled", () => {
    const diabetes = loadDiabetes();
    for (let j = 0; j < 10; j++) {
      expect(sumOfSquares(diabetes, j)).toBeCloseTo(1, 12);
      expect(columnOf(diabetes.features.matrix, j).reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 12);
    }
  });

  test("is the scaling of the raw data, to the digits of scikit-learn's copy", () => {
    const raw = loadDiabetes({ scaled: false });
    const scaled = loadDiabetes();
    expect([...raw.target]).toEqual([...scaled.target]);
    for (let j = 0; j < 10; j++) {
      const column = columnOf(raw.features.matrix, j);
      const mean = column.reduce((sum, value) => sum + value, 0) / 442;
      const norm = Math.hypot(...column.map((value) => value - mean));
      expect(column.map((value) => (value - mean) / norm)).toBeAllClose(columnOf(scaled.features.matrix, j), {
        atol: 1e-14,
      });
    }
  });
});

test("loadIris gives 50 irises of each of three species", () => {
  const iris = loadIris();
  expect(iris.classNames).toEqual(["setosa", "versicolor", "virginica"]);
  expect([0, 1, 2].map((code) => iris.target.filter((value) => value === code).length)).toEqual([50, 50, 50]);
  expect(iris.features.names).toHaveLength(4);
});

test("loadBreastCancer gives 212 malignant and 357 benign tumours", () => {
  const tumours = loadBreastCancer();
  expect(tumours.classNames).toEqual(["malignant", "benign"]);
  expect([0, 1].map((code) => tumours.target.filter((value) => value === code).length)).toEqual([212, 357]);
  expect(tumours.features.names).toHaveLength(30);
});
