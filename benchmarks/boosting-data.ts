// Seeded data for the boosting benchmark: smooth, jumping and interacting effects of five features, noise for the rest.

/**
 * Features row by row, and labels: a number with noise of variance 1, or whether that is above 1.
 *
 * @returns `nRows * nColumns` and `nRows` singles.
 */
export function boostingData(
  nRows: number,
  nColumns: number,
  task: "regression" | "binary",
): { readonly features: Float32Array; readonly labels: Float32Array } {
  const normal = normalNumbers(20);
  const features = Float32Array.from({ length: nRows * nColumns }, normal);
  const labels = Float32Array.from({ length: nRows }, (_, i) => {
    const x = (j: number): number => features[i * nColumns + j]!;
    const signal = 2 * Math.sin(x(0)) + x(1) * x(2) + (x(3) > 0.5 ? 1.5 : 0) + 0.5 * x(4) ** 2;
    const value = signal + normal();
    return task === "regression" ? value : Number(value > 1);
  });
  return { features, labels };
}

/** Normal numbers by Box and Muller (1958) from mulberry32, a 32-bit generator. */
function normalNumbers(seed: number): () => number {
  let state = seed;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}
