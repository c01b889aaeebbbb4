// Watching never changes a fit: the same bits without a listener, with one, and with one that throws.
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { FIT_END, FIT_START, FIT_STEP } from "../../../src/events/index.ts";
import {
  ElasticNet,
  ElasticNetCV,
  LinearRegression,
  Pipeline,
  Ridge,
  StandardScaler,
} from "../../../src/index.ts";
import { type RandomProblem, randomProblem } from "../../support/random-problems.ts";
import { silenceWarnings } from "../../support/warnings.ts";

let restoreWarnings: () => Promise<void>;
beforeAll(() => {
  restoreWarnings = silenceWarnings();
});
afterAll(() => restoreWarnings());

const FITS: readonly ((problem: RandomProblem) => { predict(X: number[][]): Float64Array })[] = [
  ({ X, y }) => new ElasticNet({ alpha: 0.1 }).fit(X, y),
  ({ X, y }) => new Ridge().fit(X, y),
  ({ X, y, weights }) => new LinearRegression().fit(X, y, { sampleWeight: weights }),
  ({ X, y }) => new ElasticNetCV({ cv: 2, nAlphas: 5 }).fit([...X, ...X], [...y, ...y]),
  ({ X, y }) =>
    new Pipeline([
      ["scaler", new StandardScaler()],
      ["net", new ElasticNet({ alpha: 0.1 })],
    ]).fit(X, y),
];

function watched<T>(listener: () => void, work: () => T): T {
  const stops = [FIT_START, FIT_STEP, FIT_END].map((channel) => channel.listen(listener, () => {}));
  try {
    return work();
  } finally {
    for (const stop of stops) stop();
  }
}

/** What came out: the bits of the predictions, or the message of the error. */
function outcome(problem: RandomProblem, fitted: (typeof FITS)[number]): string {
  try {
    const predictions = fitted(problem).predict(problem.X);
    return Buffer.from(predictions.buffer, predictions.byteOffset, predictions.byteLength).toString("hex");
  } catch (error) {
    return String(error);
  }
}

it("gives the same bits without, with and with a throwing listener", () => {
  fc.assert(
    fc.property(randomProblem({ maxRows: 12, maxColumns: 5 }), fc.constantFrom(...FITS), (problem, fit) => {
      let heard = 0;
      const alone = outcome(problem, fit);
      const listened = watched(
        () => heard++,
        () => outcome(problem, fit),
      );
      const disturbed = watched(
        () => {
          throw new Error("listener");
        },
        () => outcome(problem, fit),
      );
      expect(heard).toBeGreaterThan(0);
      expect([listened, disturbed]).toEqual([alone, alone]);
    }),
  );
});
