// The door to randomness that must differ from process to process: ids.
import { randomBytes, randomInt } from "node:crypto";

/** A new id of 32 lower-case hexadecimal digits, as MLflow gives its runs. */
export function newHexId(): string {
  return randomBytes(16).toString("hex");
}

/** A new id of 18 decimal digits that does not start with 0, as MLflow's file store gives its experiments. */
export function newDecimalId(): string {
  const head = randomInt(1, 10);
  const tail =
    randomInt(0, 10 ** 8)
      .toString()
      .padStart(8, "0") +
    randomInt(0, 10 ** 9)
      .toString()
      .padStart(9, "0");
  return `${head}${tail}`;
}

/**
 * A whole number drawn evenly from `0` to `bound - 1`, different in every process.
 *
 * @param bound More than 0.
 */
export function randomBelow(bound: number): number {
  return randomInt(bound);
}
