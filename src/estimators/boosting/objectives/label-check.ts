// Checks of labels that several objectives share.
import { invalidValue } from "../../../errors/index.ts";

/** Throws when a label does not satisfy a test, naming the row. */
export function checkEachLabel(
  labels: Float32Array,
  objective: string,
  rule: string,
  isAllowed: (label: number) => boolean,
): void {
  for (let i = 0; i < labels.length; i++) {
    if (isAllowed(labels[i]!)) continue;
    throw invalidValue(
      `Invalid labels for ${objective}: every label must be ${rule}: row ${i} is ${labels[i]}`,
    );
  }
}
