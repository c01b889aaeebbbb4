// Exponential, logistic and softmax functions rounded as single precision rounds them.

const fround = Math.fround;

/** Keeps a denominator from vanishing; a float32 value. */
const TINY = fround(1e-16);

/** `exp(x)` to float32. */
export function exp32(x: number): number {
  return fround(Math.exp(x));
}

/** `log(x)` to float32. */
export function log32(x: number): number {
  return fround(Math.log(x));
}

/** `1 / (1 + exp(-x))` to float32; the exponent is bounded so that nothing overflows. */
export function sigmoid32(x: number): number {
  return fround(1 / fround(fround(exp32(Math.min(-x, fround(88.7))) + 1) + TINY));
}

/** Writes the softmax of `margins[at .. at + n - 1]` to the same places of `out`. */
export function softmax32(margins: ArrayLike<number>, at: number, n: number, out: Float32Array): void {
  let largest = margins[at]!;
  for (let k = 1; k < n; k++) largest = Math.max(largest, margins[at + k]!);
  let sum = 0;
  for (let k = 0; k < n; k++) {
    const value = exp32(fround(margins[at + k]! - largest));
    out[at + k] = value;
    sum += value;
  }
  const total = fround(sum);
  for (let k = 0; k < n; k++) out[at + k] = out[at + k]! / total;
}
