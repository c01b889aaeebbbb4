import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { type BinnedMatrix, binFeatures } from "../../../../src/estimators/boosting/binning/binned-matrix.ts";
import { makeCuts } from "../../../../src/estimators/boosting/binning/histogram-cuts.ts";
import { HistogramEngine } from "../../../../src/estimators/boosting/growing/histogram-engine.ts";
import { rowFeatures } from "../../../../src/estimators/boosting/trees/features.ts";
import { train } from "../../../../src/estimators/index.ts";
import { RandomState } from "../../../../src/numeric/index.ts";

const random = new RandomState(9);
const nRows = 26_000;
const nColumns = 40;
const data = Float32Array.from({ length: nRows * nColumns }, () =>
  random.uniform() < 0.01 ? Number.NaN : random.standardNormal(),
);

describe("histograms by several threads", () => {
  const features = rowFeatures({ nRows, nColumns, values: data });
  const options = { maxBin: 64, sketch: "sample" as const, uniform: () => 0.5 };
  const cuts = makeCuts(features, undefined, new Uint8Array(nColumns), options);
  const gradients = Float32Array.from({ length: 2 * nRows }, () => random.standardNormal());

  function histogramsOf(matrix: BinnedMatrix, engine: HistogramEngine): Float64Array[] {
    engine.start(gradients);
    engine.part(
      0,
      1,
      3,
      Uint8Array.from({ length: 66 }, (_, bin) => Number(bin < 20)),
    );
    return [0, 1, 2].map((node) => {
      const histogram = new Float64Array(2 * matrix.slots[nColumns]!);
      engine.build(node, histogram);
      return histogram;
    });
  }

  it.each([2, 3, 5])("have the bits of those by one (%i threads)", async (nThreads) => {
    const alone = binFeatures(features, cuts);
    const wanted = histogramsOf(alone, new HistogramEngine(alone));
    const shared = binFeatures(features, cuts, true);
    const engine = new HistogramEngine(shared, nThreads);
    try {
      expect(histogramsOf(shared, engine)).toEqual(wanted);
      while (!engine.hasHelp) await setImmediate();
      expect(histogramsOf(shared, engine)).toEqual(wanted);
    } finally {
      engine.close();
    }
  });
});

describe("training with several threads", () => {
  it("gives the model of one", () => {
    const X = { data, shape: [nRows, nColumns] as const };
    const y = Float64Array.from(
      { length: nRows },
      (_, i) => (data[i * nColumns]! > 0 ? 1 : 0) + data[i * nColumns + 1]! ** 2 || 0,
    );
    const bytesOf = (nThreads: number) =>
      train({ maxDepth: 3, maxBin: 64 }, { X, y }, { numBoostRound: 8, nThreads }).toXGBoost("ubj");
    expect(bytesOf(3)).toEqual(bytesOf(1));
    expect(() => bytesOf(0)).toThrow("nThreads must be a whole number from 1");
  });
});
