// skops files of scikit-learn: predictions as scikit-learn makes them, clear refusals, and no harm from broken ones.
import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { errorCode } from "../../../../src/errors/index.ts";
import { sklearnFlavor } from "../../../../src/models/flavors/sklearn.ts";
import { frameOfTable } from "../../../../src/models/model-input.ts";
import { readZip } from "../../../../src/models/skops/zip-reader.ts";
import { mutationOf } from "../../../support/byte-mutations.ts";
import { memoryModelFolder } from "../../../support/memory-model-folder.ts";

const golden = new URL("../../../golden/skops/", import.meta.url);
const {
  columns,
  rows,
  cases,
}: { columns: string[]; rows: number[][]; cases: { file: string; predictions: number[] }[] } = JSON.parse(
  readFileSync(new URL("predictions.json", golden), "utf8"),
);

const attributes = { pickled_model: "model.skops", serialization_format: "skops" };

function load(bytes: Uint8Array) {
  return sklearnFlavor.load(memoryModelFolder(new Map([["model.skops", bytes]])), attributes);
}

const fileBytes = (file: string): Uint8Array => new Uint8Array(readFileSync(new URL(file, golden)));

/** The rows as a frame, with the columns turned round: they are found by their names. */
const frame = frameOfTable({
  nRows: rows.length,
  names: columns.toReversed(),
  columns: columns.map((_, j) => Float64Array.from(rows, (row) => row[3 - j]!)),
});

const tensor = {
  kind: "tensors",
  tensors: [
    { name: undefined, dtype: "float64", shape: [rows.length, 4], values: Float64Array.from(rows.flat()) },
  ],
} as const;

describe("a skops file", () => {
  it.each(cases)("$file predicts what scikit-learn predicts", ({ file, predictions }) => {
    const input = file === "unnamed.skops" ? tensor : frame;
    // The scalers are folded into the coefficients: the digits of the last places differ.
    expect(load(fileBytes(file)).predict(input, new Map())).toBeAllClose(predictions, { rtol: 1e-12 });
  });

  it.each([
    ["forest.skops", "Cannot read sklearn.ensemble._forest.RandomForestRegressor: only linear regressions"],
    [
      "two-targets.skops",
      "LinearRegression with coefficients of shape [2, 4]: only linear regressions with one target",
    ],
  ])("%s is refused with a word on what to do", (file, message) => {
    expect(() => load(fileBytes(file))).toThrow(message);
    expect(() => load(fileBytes(file))).toThrow("log other models as ONNX");
  });

  it("answers damage with an error that says so, or predicts a number a row", () => {
    const damaged = fc
      .constantFrom("pipeline.skops", "elastic-net.skops")
      .chain((file) => mutationOf(fileBytes(file)));
    fc.assert(
      fc.property(damaged, (bytes) => {
        const started = performance.now();
        try {
          expect(load(bytes).predict(frame, new Map())).toHaveLength(rows.length);
        } catch (error) {
          expect(errorCode(error), String(error)).toBeDefined();
        }
        expect(performance.now() - started).toBeLessThan(1000);
      }),
      { numRuns: 10_000, interruptAfterTimeLimit: 5_000 },
    );
  });
});

it("a pickle is refused, with the reason and the way out", () => {
  const folder = memoryModelFolder(new Map([["model.pkl", "x"]]));
  expect(() =>
    sklearnFlavor.load(folder, { pickled_model: "model.pkl", serialization_format: "cloudpickle" }),
  ).toThrow(
    'Cannot read /m/model.pkl: it is a pickle, which runs whatever is in it when it is loaded; log the model with serialization_format="skops"',
  );
});

describe("readZip", () => {
  it("unpacks no more than an archive says, however much is in it", () => {
    const bomb = archiveOf(deflateRawSync(Buffer.alloc(50_000_000)), 100);
    expect(() => readZip(bomb, "bomb.zip")).toThrow(
      "Cannot read bomb.zip: it is no ZIP archive, or a broken one",
    );
    const giant = archiveOf(deflateRawSync(Buffer.alloc(1000)), 2 ** 32 - 1);
    expect(() => readZip(giant, "giant.zip")).toThrow("its files have more than 268435456 bytes");
  });
});

/** An archive of one deflated file, which claims to have a certain size. */
function archiveOf(packed: Uint8Array, claimedBytes: number): Uint8Array {
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt32LE(claimedBytes, 24);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(local.length + packed.length, 16);
  return new Uint8Array(Buffer.concat([local, packed, entry, end]));
}
