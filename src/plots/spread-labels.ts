// Places labels beside what they name, as near as can be without overlap.

/**
 * Moves positions apart as little as needed.
 *
 * The least-squares answer: positions less their cumulated gaps must not decrease, which is isotonic regression, solved
 * by pooling adjacent violators (Barlow et al., "Statistical Inference under Order Restrictions", 1972).
 *
 * @param wanted Where each label would like to be, ascending.
 * @param gap The least distance between two neighbours.
 * @param low The least position allowed.
 * @param high The largest position allowed; `high - low` must hold `wanted.length - 1` gaps.
 * @returns One position for each wanted one, ascending, at least `gap` apart, between `low` and `high`.
 */
export function spreadLabels(
  wanted: readonly number[],
  gap: number,
  low: number,
  high: number,
): readonly number[] {
  const pools: { sum: number; count: number }[] = [];
  for (const [i, position] of wanted.entries()) {
    let pool = { sum: position - i * gap, count: 1 };
    for (
      let before = pools.at(-1);
      before !== undefined && mean(before) > mean(pool);
      before = pools.at(-1)
    ) {
      pools.pop();
      pool = { sum: before.sum + pool.sum, count: before.count + pool.count };
    }
    pools.push(pool);
  }
  const last = high - Math.max(0, wanted.length - 1) * gap;
  const levels = pools.flatMap((pool) => new Array<number>(pool.count).fill(mean(pool)));
  return levels.map((level, i) => Math.min(Math.max(level, low), last) + i * gap);
}

function mean(pool: { readonly sum: number; readonly count: number }): number {
  return pool.sum / pool.count;
}
