// The numbers of one feature without rows, as some packages are fitted to.

/** Such numbers as features of one column; anything else as it is. */
export function asFeatures(X: unknown): unknown {
  const isOneFeature = (Array.isArray(X) && typeof X[0] === "number") || X instanceof Float64Array;
  return isOneFeature ? { data: X, shape: [X.length, 1] } : X;
}
