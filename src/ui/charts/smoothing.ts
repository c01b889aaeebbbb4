// Smooths a noisy course: an exponential moving average that starts without a bias.

/**
 * The exponential moving average of a course, divided by the weight that it has gathered so far, so that it starts at
 * the first value and not at nought (the bias correction of Adam, Kingma and Ba 2015, section 3).
 *
 * @param ys The values; those that are no finite numbers stay as they are, and the average goes on behind them.
 * @param weight How much of the past is kept from one point to the next, in [0, 1); 0 smooths nothing.
 */
export function smooth(ys: Float64Array, weight: number): Float64Array {
  if (!(weight > 0)) return ys;
  const smoothed = new Float64Array(ys.length);
  let average = 0;
  let gathered = 0;
  ys.forEach((y, i) => {
    if (!Number.isFinite(y)) {
      smoothed[i] = y;
      return;
    }
    average = weight * average + (1 - weight) * y;
    gathered = weight * gathered + (1 - weight);
    smoothed[i] = average / gathered;
  });
  return smoothed;
}
