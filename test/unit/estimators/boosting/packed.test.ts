// Sums of whole numbers in one word: held against sums of doubles, and threads against one.
import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { binFeatures, binPacked } from "../../../../src/estimators/boosting/binning/binned-matrix.ts";
import { makeCuts } from "../../../../src/estimators/boosting/binning/histogram-cuts.ts";
import { ValueSorter } from "../../../../src/estimators/boosting/binning/value-sort.ts";
import { ColumnSampler } from "../../../../src/estimators/boosting/growing/column-sampler.ts";
import { HistogramGrower } from "../../../../src/estimators/boosting/growing/hist-grower.ts";
import { PackedHistograms } from "../../../../src/estimators/boosting/growing/packed-histograms.ts";
import type { GrownTree } from "../../../../src/estimators/boosting/growing/tree-grower.ts";
import type { TreeParameters } from "../../../../src/estimators/boosting/growing/tree-parameters.ts";
import { rowFeatures } from "../../../../src/estimators/boosting/trees/features.ts";
import { train } from "../../../../src/estimators/index.ts";
import { RandomState } from "../../../../src/numeric/index.ts";

const random = new RandomState(11);
const nRows = 30_000;
const nColumns = 12;
// Numbers, some missing; one column of few values, one of a single value, one of categories.
const data = Float32Array.from({ length: nRows * nColumns }, (_, at) => {
  const j = at % nColumns;
  if (j === 9) return random.integerBelow(3);
  if (j === 10) return 4;
  if (j === 11) return random.integerBelow(9);
  return random.uniform() < 0.02 ? Number.NaN : random.standardNormal();
});
const X = { data, shape: [nRows, nColumns] as const };
const at = (i: number, j: number): number => {
  const value = data[i * nColumns + j]!;
  return Number.isNaN(value) ? 1 : value;
};
const y = Float64Array.from(
  { length: nRows },
  (_, i) =>
    Math.sin(2 * at(i, 0)) + at(i, 1) * at(i, 2) + at(i, 9) + (at(i, 11) % 2) + 0.3 * random.standardNormal(),
);

const PARAMETERS: TreeParameters = {
  method: "hist",
  growPolicy: "depthwise",
  maxDepth: 5,
  maxLeaves: 0,
  learningRate: 0.3,
  gamma: 0,
  minChildWeight: 1,
  maxDeltaStep: 0,
  lambda: 1,
  alpha: 0,
  maxBin: 256,
  colsampleByTree: 1,
  colsampleByLevel: 1,
  colsampleByNode: 1,
  monotone: undefined,
  interactions: undefined,
  maxCatToOnehot: 4,
  maxCatThreshold: 64,
};

describe("training with packed sums", () => {
  // Gradients that are whole multiples of 2^-12 add up without rounding either way, so that even bits must be equal.
  const labels = y.map((value) => Math.round(value * 64) / 64);

  it.each([
    ["plain", {}],
    ["best leaf first", { growPolicy: "lossguide", maxLeaves: 20, maxDepth: 0 }],
    ["with an L1 penalty", { alpha: 3 }],
    ["with a bound on the step", { maxDeltaStep: 0.7 }],
    ["with a rising constraint", { monotoneConstraints: [1, 0, -1] }],
    [
      "with interaction constraints",
      {
        interactionConstraints: [
          [0, 1, 2],
          [9, 11, 3],
        ],
      },
    ],
    ["with a sample of columns a node", { colsampleBynode: 0.5, seed: 3 }],
    ["without penalties", { lambda: 0, minChildWeight: 0 }],
    ["with two bytes a bin", { maxBin: 400 }],
  ] as const)("finds the first tree that sums of doubles find: %s", (_name, params) => {
    const featureTypes = Array.from({ length: nColumns }, (_, j) => (j === 11 ? "c" : "q") as "c" | "q");
    const treesOf = (sums: "packed" | "double") =>
      train(
        { baseScore: 0, maxDepth: 5, learningRate: 0.25, ...params, sums },
        { X, y: labels, featureTypes },
        { numBoostRound: 1 },
      ).model.parts.trees;
    const [packed, double] = [treesOf("packed")[0]!, treesOf("double")[0]!];
    expect([...packed.splitIndices]).toEqual([...double.splitIndices]);
    expect([...packed.leftChildren]).toEqual([...double.leftChildren]);
    expect([...packed.splitConditions]).toEqual([...double.splitConditions]);
    expect([...packed.categories]).toEqual([...double.categories]);
  });

  it("parts the rows that have a feature from those that miss it", () => {
    const missing = Float64Array.from({ length: nRows }, (_, i) =>
      Number(Number.isNaN(data[i * nColumns + 4]!)),
    );
    for (const sums of ["packed", "double"] as const) {
      const booster = train(
        { baseScore: 0, maxDepth: 1, lambda: 0, learningRate: 1, sums },
        { X, y: missing },
        { numBoostRound: 1 },
      );
      expect(booster.predict(X)).toEqual(Float32Array.from(missing));
    }
  });

  it("comes as close as with doubles after many rounds of any gradients", () => {
    const weight = Float64Array.from({ length: nRows }, (_, i) => 0.5 + (i % 7));
    const lossOf = (sums: "packed" | "double") => {
      const data = { X, y: y.map((value) => Number(value > 1)), weight };
      const fitted = train({ objective: "binary:logistic", sums }, data, {
        numBoostRound: 20,
        evals: { train: data },
      });
      return fitted.history["train"]!["logloss"]!.at(-1)!;
    };
    // Splits of equal gain fall one way or the other; the loss moves by far less than one round lowers it.
    expect(Math.abs(lossOf("packed") - lossOf("double"))).toBeLessThan(5e-4);
  });

  it("also when there are more leaves than histograms are kept", () => {
    const params = { growPolicy: "lossguide", maxDepth: 0, maxLeaves: 1500, minChildWeight: 0 } as const;
    const treesOf = (sums: "packed" | "double") =>
      train({ ...params, baseScore: 0, sums }, { X, y: labels }, { numBoostRound: 1 }).model.parts.trees;
    expect([...treesOf("packed")[0]!.splitIndices]).toEqual([...treesOf("double")[0]!.splitIndices]);
  });
});

describe("growing by several threads", () => {
  const features = rowFeatures({ nRows, nColumns, values: data });
  const options = { maxBin: 256, sketch: "sample" as const, uniform: () => 0.5 };
  const cuts = makeCuts(features, undefined, new Uint8Array(nColumns), options);
  const gradients = Float32Array.from({ length: 2 * nRows }, (_, k) =>
    k % 2 === 0 ? random.standardNormal() : random.uniform(),
  );

  function told({ tree, rows, rangeOf }: GrownTree, margins: Float32Array): unknown {
    const leaves = Array.from({ length: tree.nodeCount }, (_, leaf) => leaf).filter((leaf) =>
      tree.isLeaf(leaf),
    );
    return [tree.finish(), rows.slice(), leaves.map(rangeOf), margins.slice()];
  }

  async function grownBy(nThreads: number): Promise<unknown> {
    const store = new PackedHistograms(binPacked(features, cuts, 1, nThreads), PARAMETERS, nThreads);
    const grower = new HistogramGrower(PARAMETERS, store);
    try {
      while (!store.hasHelp) await setImmediate();
      const grown = grower.grow(gradients, new ColumnSampler(nColumns, PARAMETERS, () => 0));
      const leaves = Array.from({ length: grown.tree.nodeCount }, (_, leaf) => ({ leaf, value: leaf }));
      grower.addToMargins(
        leaves.filter(({ leaf }) => grown.tree.isLeaf(leaf)),
        0,
      );
      return told(grown, store.margins);
    } finally {
      grower.close();
    }
  }

  it.each([2, 3, 5])("gives the tree, the rows and the margins of one (%i threads)", async (nThreads) => {
    expect(await grownBy(nThreads)).toEqual(await grownBy(1));
  });
});

describe("binning for packed sums", () => {
  it.each([16, 256, 300])("puts every value where the other way puts it (%i bins)", (maxBin) => {
    const features = rowFeatures({ nRows, nColumns, values: data });
    const isCategorical = Uint8Array.from({ length: nColumns }, (_, j) => (j === 11 ? 1 : 0));
    const cuts = makeCuts(features, undefined, isCategorical, {
      maxBin,
      sketch: "sample",
      uniform: () => 0.5,
    });
    const [packed, double] = [binPacked(features, cuts, 1, 1), binFeatures(features, cuts)];
    expect(Buffer.from(packed.memory.bins).equals(Buffer.from(double.memory.bins))).toBe(true);
    expect(Buffer.from(packed.memory.columns).equals(Buffer.from(double.memory.columns))).toBe(true);
  });

  it("cuts a column of many values into bins of about one size, and one of few between them", () => {
    const features = rowFeatures({ nRows, nColumns, values: data });
    const cuts = makeCuts(features, undefined, new Uint8Array(nColumns), {
      maxBin: 50,
      sketch: "sample",
      uniform: () => 0.5,
    });
    const { memory } = binPacked(features, cuts, 1, 1);
    const counts = new Uint32Array(51);
    for (const bin of memory.columns.subarray(0, nRows)) counts[bin]!++;
    const nPresent = nRows - counts[50]!;
    for (let bin = 0; bin < 50; bin++) expect(Math.abs(counts[bin]! - nPresent / 50)).toBeLessThanOrEqual(1);
    expect([...cuts.values.subarray(cuts.pointers[9], cuts.pointers[10])]).toEqual([
      1,
      2,
      Math.fround(4 + 1e-5),
    ]);
  });
});

describe("sorting values", () => {
  it("orders by size, leaves out NaN, and takes minus zero for less than zero", () => {
    const values = Float32Array.from([
      3,
      Number.NaN,
      -0,
      0,
      -1e-40,
      1e38,
      -5,
      3,
      Number.NEGATIVE_INFINITY,
      2 ** -149,
    ]);
    const sorted = new ValueSorter(values.length).sort(values);
    expect([...sorted].map((value) => value + 0)).toEqual([
      Number.NEGATIVE_INFINITY,
      -5,
      Math.fround(-1e-40),
      0,
      0,
      2 ** -149,
      3,
      3,
      Math.fround(1e38),
    ]);
  });

  it("does as the engine's own sort, again and again", () => {
    const sorter = new ValueSorter(5000);
    for (const size of [5000, 1, 0, 777]) {
      const values = Float32Array.from({ length: size }, () => random.standardNormal() ** 3);
      expect(sorter.sort(values)).toEqual(values.slice().sort());
    }
  });
});
