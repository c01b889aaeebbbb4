// Fits tall data to a tolerance without taking all products: solved on a sample of the rows, certified and corrected by passes
// over all of them.
import { centredProducts, isFar, shiftedProducts } from "./centred-products.ts";
import type { Centring } from "./centring.ts";
import { solveByCoordinateDescent } from "./coordinate-descent.ts";
import { dualityGap } from "./duality-gap.kernel.ts";
import { type GramData, gramQuadratic } from "./gram-quadratic.ts";
import type { Penalty } from "./penalty.ts";
import type { DenseData } from "./regression-data.ts";
import { roughCentring } from "./rough-centring.ts";
import { residualPass } from "./simd/residual-pass.ts";
import type { Solution, Stopping } from "./solution.ts";
import { columnDot, sumOfSquaresAround } from "./vector.kernel.ts";

/** Rows of the sample, and how many of them for each feature, at least: the more, the fewer passes. */
const LEAST_SAMPLE = 4096;
const SAMPLE_PER_FEATURE = 64;
/** The sample is taken in blocks of neighbouring rows. */
const BLOCK_ROWS = 64;
/** The data must be so many times as tall as the sample to make it worth while. */
const TALL = 8;
/** With fewer features than this the products of all rows cost no more than the passes: measured with 20 and with 100. */
const FEWEST_FEATURES = 64;
/** A tolerance below this needs more passes than the products of all rows cost. */
const FINEST = 1e-6;
const MOST_PASSES = 5;
/** The sample is solved to this share of the tolerance, so that it is the other rows that decide. */
const INNER_SHARE = 0.01;
/** What a solution on the sample may stop at: the sweeps are cheap, and the next pass tells. */
const INNER_SWEEPS = 1000;

/** A solution, and the centring that belongs to it. */
export interface SampledSolution {
  readonly solution: Solution;
  readonly centring: Centring;
  readonly targetNorm2: number;
}

/**
 * Solves for the first target, each step minimising the objective with the curvature of the sample and the exact slope of all
 * rows (M. Pilanci, M. Wainwright, J. Mach. Learn. Res. 17(53), 2016, the iterative Hessian sketch, with rows sampled).
 *
 * @returns Undefined when the data or the tolerance do not suit the method, or the sample turned out not to be like the rest.
 */
export function solveBySample(
  data: DenseData,
  penalty: Penalty,
  { tol, maxIter }: Stopping,
): SampledSolution | undefined {
  const { matrix } = data.table;
  const { nRows: n, nColumns: p } = matrix;
  const sampleSize = Math.max(LEAST_SAMPLE, SAMPLE_PER_FEATURE * p);
  const isSuited = p >= FEWEST_FEATURES && n >= TALL * sampleSize && tol >= FINEST;
  if (!isSuited || data.rootWeights !== undefined) return undefined;
  const sample = sampleOf(data, sampleSize);
  if (sample === undefined) return undefined;
  const { gram, yMean, means } = sample;
  const y = data.targets[0]!;
  const yNorm2 = sumOfSquaresAround(y, yMean, undefined);
  const inner = { tol: INNER_SHARE * tol, maxIter: Math.min(maxIter, INNER_SWEEPS), polish: false };
  let { coefficients: w, nIter } = solveByCoordinateDescent(gramQuadratic(gram), penalty, inner, undefined);
  let before = Number.POSITIVE_INFINITY;
  for (let passes = 0; passes < MOST_PASSES; passes++) {
    const b = data.fitIntercept ? means[p]! - columnDot(means, 0, w) : 0;
    const pass = residualPass(matrix, y, w, b);
    const centred = centredPass(pass, n, data.fitIntercept);
    // With the slope taken where w is, the residual of the intercept at its best.
    const dualGap = dualityGap(w, centred.pulls, centred.norm2, penalty.l1, penalty.l2, penalty.positive);
    if (!(dualGap < before / 2)) return undefined;
    before = dualGap;
    if (dualGap <= tol * yNorm2) {
      const solution = { coefficients: w, nIter, dualGap, converged: true };
      return { solution, targetNorm2: yNorm2, centring: centringAt(pass, w, b, n, data.fitIntercept) };
    }
    const correlations = plusProduct(centred.pulls, gram.gram, w);
    const step = solveByCoordinateDescent(gramQuadratic({ ...gram, correlations }), penalty, inner, w);
    w = step.coefficients;
    nIter += step.nIter;
  }
  return undefined;
}

interface Sample {
  /** On the scale of all rows. */
  readonly gram: GramData;
  /** Of the features, then of the target. */
  readonly means: Float64Array;
  readonly yMean: number;
}

/** Undefined when means are so far from 0 that digits would be lost. */
function sampleOf(data: DenseData, size: number): Sample | undefined {
  const shifts = roughCentring(data);
  const isShifted = shifts.featureMeans.some((shift) => shift !== 0);
  if (isShifted) return undefined;
  const rows = sampledRows(data.nSamples, size);
  const { products } = shiftedProducts(data, shifts, rows);
  const centred = centredProducts(products, data, data.nSamples, products);
  if (isFar(centred, data)) return undefined;
  const means = centred.means.slice();
  means[data.nFeatures]! += shifts.targetMeans[0]!;
  return { gram: centred.grams[0]!, means, yMean: data.fitIntercept ? meanOf(data.targets[0]!) : 0 };
}

/** Blocks of rows, evenly spread. */
function sampledRows(n: number, size: number): Int32Array {
  const nBlocks = Math.ceil(size / BLOCK_ROWS);
  const rows = new Int32Array(nBlocks * BLOCK_ROWS);
  for (let block = 0; block < nBlocks; block++) {
    const first = Math.floor((block * (n - BLOCK_ROWS)) / Math.max(1, nBlocks - 1));
    for (let i = 0; i < BLOCK_ROWS; i++) rows[block * BLOCK_ROWS + i] = first + i;
  }
  return rows;
}

/** What the pass would have found with the intercept at its best, which makes the residual sum to 0. */
function centredPass(
  { pulls, columnSums, sum, norm2 }: ReturnType<typeof residualPass>,
  n: number,
  fitIntercept: boolean,
): { readonly pulls: Float64Array; readonly norm2: number } {
  if (!fitIntercept) return { pulls, norm2 };
  const mean = sum / n;
  return {
    pulls: pulls.map((pull, j) => pull - mean * columnSums[j]!),
    norm2: Math.max(0, norm2 - mean * sum),
  };
}

function centringAt(
  { columnSums, sum }: ReturnType<typeof residualPass>,
  w: Float64Array,
  b: number,
  n: number,
  fitIntercept: boolean,
): Centring {
  const featureMeans = columnSums.map((total) => (fitIntercept ? total / n : 0));
  const best = fitIntercept ? b + sum / n : 0;
  return {
    featureMeans,
    targetMeans: Float64Array.of(best + columnDot(featureMeans, 0, w)),
    rootWeights: undefined,
  };
}

/** `pulls + G w`. */
function plusProduct(pulls: Float64Array, gram: Float64Array, w: Float64Array): Float64Array {
  return pulls.map((pull, j) => pull + columnDot(gram, j * w.length, w));
}

function meanOf(values: Float64Array): number {
  return columnDot(values, 0, new Float64Array(values.length).fill(1)) / values.length;
}
