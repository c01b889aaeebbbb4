// Laws that boosting keeps on any data.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { binFeatures } from "../../src/estimators/boosting/binning/binned-matrix.ts";
import { makeCuts } from "../../src/estimators/boosting/binning/histogram-cuts.ts";
import { makeSortSpace, sortRows } from "../../src/estimators/boosting/binning/radix-sort.kernel.ts";
import { allocateTraining } from "../../src/estimators/boosting/binning/training-memory.ts";
import { scientificText } from "../../src/estimators/boosting/files/float-text.ts";
import { HistogramEngine } from "../../src/estimators/boosting/growing/histogram-engine.ts";
import { scanFromLeft, scanFromRight } from "../../src/estimators/boosting/growing/scan.kernel.ts";
import type { TreeParameters } from "../../src/estimators/boosting/growing/tree-parameters.ts";
import { denseFeatures } from "../../src/estimators/boosting/trees/features.ts";
import { Booster, train } from "../../src/estimators/index.ts";

const cell = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: -8, max: 8 }).map((n) => n / 4) },
  fc.float({ noDefaultInfinity: true, noNaN: true, min: -1000, max: 1000 }),
  fc.constant(Number.NaN),
);

/** Rows of three features, at least eight. */
const rows = fc.array(fc.tuple(cell, cell, cell), { minLength: 8, maxLength: 60 });

function labelsOf(X: readonly (readonly number[])[]): number[] {
  return X.map(
    ([a = 0, b = 0], i) =>
      Math.round(8 * ((Number.isNaN(a) ? 1 : a) + Math.sin(Number.isNaN(b) ? i : b))) / 8,
  );
}

describe("boosting", () => {
  it("never raises the training loss of squared error from round to round", () => {
    fc.assert(
      fc.property(rows, fc.constantFrom("hist", "exact"), (X, treeMethod) => {
        const data = { X, y: labelsOf(X) };
        const { history } = train({ treeMethod: treeMethod as "hist", maxDepth: 3 }, data, {
          numBoostRound: 5,
          evals: { train: data },
        });
        const losses = history["train"]!["rmse"]!;
        // The base score is rounded to single precision: losses near 0 may move by its last digit.
        losses.forEach((loss, i) => {
          if (i > 0) expect(loss).toBeLessThanOrEqual(losses[i - 1]! * (1 + 1e-6) + 1e-5);
        });
      }),
      { numRuns: 40 },
    );
  });

  it("predicts the same for a row alone as among others", () => {
    fc.assert(
      fc.property(rows, (X) => {
        const booster = train({ maxDepth: 4 }, { X, y: labelsOf(X) }, { numBoostRound: 3 });
        const together = booster.predict(X);
        X.forEach((row, i) => {
          expect(booster.predict([row])[0]).toBe(together[i]);
        });
      }),
      { numRuns: 25 },
    );
  });

  it("is not changed by weights that are all 1, nor by repeating weight 2 as two rows", () => {
    fc.assert(
      fc.property(rows, (X) => {
        const y = labelsOf(X);
        const plain = train(
          { treeMethod: "exact", maxDepth: 3, baseScore: 0 },
          { X, y },
          { numBoostRound: 2 },
        );
        const ones = train(
          { treeMethod: "exact", maxDepth: 3, baseScore: 0 },
          { X, y, weight: y.map(() => 1) },
          { numBoostRound: 2 },
        );
        expect(ones.predict(X)).toEqual(plain.predict(X));
        const twice = train(
          { treeMethod: "exact", maxDepth: 3, baseScore: 0 },
          { X: [...X, ...X], y: [...y, ...y] },
          { numBoostRound: 1 },
        );
        const weighted = train(
          { treeMethod: "exact", maxDepth: 3, baseScore: 0 },
          { X, y, weight: y.map(() => 2) },
          { numBoostRound: 1 },
        );
        expect(weighted.predict(X)).toBeAllClose(twice.predict(X), { rtol: 1e-5, atol: 1e-6 });
      }),
      { numRuns: 25 },
    );
  });

  it("keeps a rising constraint: more of the feature never predicts less", () => {
    fc.assert(
      fc.property(rows, (X) => {
        const booster = train(
          { maxDepth: 4, monotoneConstraints: [1] },
          { X, y: labelsOf(X) },
          { numBoostRound: 4 },
        );
        for (const [, b, c] of X.slice(0, 5)) {
          const line = Array.from({ length: 21 }, (_, i): [number, number, number] => [i - 10, b, c]);
          const predictions = booster.predict(line);
          predictions.forEach((value, i) => {
            if (i > 0) expect(value).toBeGreaterThanOrEqual(predictions[i - 1]!);
          });
        }
      }),
      { numRuns: 25 },
    );
  });

  it("comes back from both of XGBoost's formats as it went", () => {
    fc.assert(
      fc.property(rows, (X) => {
        const booster = train({ maxDepth: 3 }, { X, y: labelsOf(X) }, { numBoostRound: 2 });
        for (const format of ["json", "ubj"] as const) {
          const again = Booster.fromXGBoost(booster.toXGBoost(format));
          expect(again.toXGBoost("json")).toEqual(booster.toXGBoost("json"));
          expect(again.predictMargin(X)).toEqual(booster.predictMargin(X));
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe("a histogram", () => {
  it("of a parent is the sum of those of its children, and no row is lost", () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 2, max: 20 }), (X, maxBin) => {
        const values = Float32Array.from([0, 1, 2].flatMap((j) => X.map((row) => row[j]!)));
        const features = denseFeatures({ nRows: X.length, nColumns: 3, values });
        const matrix = binFeatures(
          features,
          makeCuts(features, undefined, new Uint8Array(3), { maxBin, sketch: "xgboost", uniform: () => 0 }),
        );
        // Whole numbers: sums are exact in any order.
        const gradients = Float32Array.from({ length: 2 * X.length }, (_, i) => (i * 37) % 11);
        const engine = new HistogramEngine(matrix);
        engine.start(gradients);
        engine.part(
          0,
          1,
          1,
          Uint8Array.from({ length: 22 }, (_, bin) => bin % 2),
        );
        const [parent, left, right] = [0, 1, 2].map((node) => {
          const histogram = new Float64Array(2 * matrix.slots[3]!);
          engine.build(node, histogram);
          return histogram;
        });
        expect(left!.map((sum, at) => sum + right![at]!)).toEqual(parent);
        const total = gradients.filter((_, i) => i % 2 === 0).reduce((sum, one) => sum + one, 0);
        const ofFirst = parent!.subarray(0, 2 * matrix.slots[1]!).filter((_, i) => i % 2 === 0);
        expect(ofFirst.reduce((sum, one) => sum + one, 0)).toBe(total);
        expect([...engine.rows].sort((a, b) => a - b)).toEqual(X.map((_, i) => i));
      }),
    );
  });
});

describe("the scan for a split", () => {
  it("in WebAssembly finds what the one in JavaScript finds", () => {
    const n = 12;
    const slots = Int32Array.of(0, n);
    const memory = allocateTraining(1, 1, 1, n);
    const engine = new HistogramEngine({
      nRows: 1,
      nFeatures: 1,
      slots,
      memory,
      cuts: {
        nFeatures: 1,
        pointers: slots,
        values: new Float32Array(n),
        minValues: new Float32Array(1),
        isCategorical: new Uint8Array(1),
        hasMissing: new Uint8Array(1),
      },
    });
    const sums = fc.array(fc.tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: 0, max: 3 })), {
      minLength: n,
      maxLength: n,
    });
    fc.assert(
      fc.property(
        sums,
        fc.constantFrom(0, 0.5, 4),
        fc.constantFrom(0, 1),
        fc.integer({ min: 0, max: 5 }),
        (pairs, minChildWeight, lambda, missing) => {
          const histogram = Float64Array.from(pairs.flatMap(([g, h]) => (h === 0 ? [0, 0] : [g / 3, h / 2])));
          const total = (k: number) => histogram.reduce((sum, one, i) => (i % 2 === k ? sum + one : sum), 0);
          const node = {
            node: 0,
            sumGradient: total(0) + missing,
            sumHessian: total(1) + missing,
            gain: 0.25,
          };
          const parameters = { lambda, minChildWeight } as TreeParameters;
          for (const fromRight of [false, true]) {
            const walk = fromRight ? scanFromRight : scanFromLeft;
            const inScript = { bin: 0, lossChange: 0, sumGradient: 0, sumHessian: 0 };
            const isDense = walk(histogram, 0, n, node, 0, lambda, minChildWeight, inScript);
            const inWasm = { bin: 0, lossChange: 0, sumGradient: 0, sumHessian: 0 };
            const address = engine.locate(histogram);
            expect(engine.scan(address, 0, n, fromRight, node, parameters, inWasm)).toBe(isDense);
            expect(inWasm.bin).toBe(inScript.bin);
            expect(inWasm.lossChange).toBe(inScript.lossChange);
            if (inScript.bin >= 0) expect(inWasm).toEqual(inScript);
          }
        },
      ),
    );
  });
});

describe("sorting singles by their bits", () => {
  it("is sorting them by value, equal ones in row order, missing ones left out", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.float(), fc.constantFrom(0, -0, 1, Number.NaN))), (list) => {
        const values = Float32Array.from(list);
        const space = makeSortSpace(values.length);
        const count = sortRows(new Uint32Array(values.buffer), space);
        const present = [...values.keys()].filter((i) => !Number.isNaN(values[i]!));
        const order = present.sort((a, b) => values[a]! - values[b]! || a - b);
        expect([...space.rows.subarray(0, count)]).toEqual(order);
      }),
    );
  });
});

describe("single-precision numbers in files", () => {
  it("read back as the same number", () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Math.fround(Number(scientificText(value)))).toBe(Math.fround(value));
      }),
    );
  });
});
