// Which bins of a feature a split sends to the left.
import type { SplitCandidate } from "./split-candidate.ts";

/**
 * Marks the bins of the split's feature.
 *
 * @param goesLeft One entry a bin and one for missing values: 1 for left, 0 for right. Overwritten.
 * @param nBins Bins of the feature, without the one for missing values.
 */
export function markLeftBins(goesLeft: Uint8Array, nBins: number, split: SplitCandidate): void {
  if (split.categories === undefined) {
    goesLeft.fill(1, 0, split.splitBin + 1);
    goesLeft.fill(0, split.splitBin + 1, nBins);
  } else {
    goesLeft.fill(1, 0, nBins);
    for (const category of split.categories) goesLeft[category] = 0;
  }
  goesLeft[nBins] = split.defaultLeft ? 1 : 0;
}
