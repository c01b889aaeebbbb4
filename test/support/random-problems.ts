// Arbitrary regression problems for property tests.
import fc from "fast-check";
import { RandomState } from "../../src/numeric/index.ts";

/** A regression problem small enough to check by hand. */
export interface RandomProblem {
  readonly X: number[][];
  readonly y: number[];
  readonly weights: number[];
}

/** How many rows and columns a problem may have. */
export interface ProblemSize {
  readonly maxRows?: number;
  readonly maxColumns?: number;
}

/**
 * Normal features and a target that depends on some of them, sometimes with a copied, a nearly copied, a constant or a badly
 * scaled column, and with more columns than rows now and then.
 */
export function randomProblem({
  maxRows = 30,
  maxColumns = 12,
}: ProblemSize = {}): fc.Arbitrary<RandomProblem> {
  const column = fc.constantFrom(
    "normal",
    "normal",
    "normal",
    "copy",
    "almost",
    "constant",
    "large",
    "offset",
  );
  return fc
    .record({
      seed: fc.nat(2 ** 31),
      nRows: fc.integer({ min: 1, max: maxRows }),
      columns: fc.array(column, { minLength: 1, maxLength: maxColumns }),
      noise: fc.constantFrom(0, 0.1, 3),
    })
    .map(({ seed, nRows, columns, noise }) => make(new RandomState(seed), nRows, columns, noise));
}

function make(random: RandomState, nRows: number, columns: readonly string[], noise: number): RandomProblem {
  const slopes = columns.map(() => (random.uniform() < 0.5 ? 0 : random.standardNormal()));
  const X = Array.from({ length: nRows }, () => {
    const row: number[] = [];
    for (const kind of columns) row.push(cell(kind, random.standardNormal(), row.at(-1) ?? 0));
    return row;
  });
  const y = X.map(
    (row) => row.reduce((sum, value, j) => sum + value * slopes[j]!, 5) + noise * random.standardNormal(),
  );
  return { X, y, weights: y.map(() => Math.floor(random.uniform() * 4)) };
}

function cell(kind: string, normal: number, before: number): number {
  if (kind === "copy") return before;
  if (kind === "almost") return before + 1e-3 * normal;
  if (kind === "constant") return 0.1;
  if (kind === "large") return 100 * normal;
  return kind === "offset" ? 1000 + normal : normal;
}
