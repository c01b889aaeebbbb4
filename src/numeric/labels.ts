// Class labels become the whole numbers 0, 1, 2, … in the order of the sorted classes.
import { invalidType, quote } from "../errors/index.ts";

/** A class label; all labels of one array are of one type. */
export type Label = number | string | boolean;

/** Labels taken apart: which classes there are, and which of them each sample has. */
export interface EncodedLabels {
  /** Distinct, sorted: numbers by value, text by code point, false before true. */
  readonly classes: readonly Label[];
  /** Length n: the position in `classes` of each label. */
  readonly codes: Int32Array;
  /** How many samples each class has. */
  readonly counts: Int32Array;
}

/**
 * Finds the classes among labels.
 *
 * @param labels Length n; numbers, texts or booleans, not mixed.
 * @param what What they are called in messages.
 * @throws TypeError naming the index when a label is of another type than the first, or NaN.
 */
export function encodeLabels(labels: ArrayLike<Label>, what: string): EncodedLabels {
  const positions = new Map<Label, number>();
  const found = new Int32Array(labels.length);
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!;
    if (typeof label !== typeof labels[0] || !isLabel(label)) {
      throw invalidType(
        `Cannot read ${what}: labels must all be numbers, all text or all booleans: label ${i} is ${quote(label)}`,
      );
    }
    let position = positions.get(label);
    if (position === undefined) {
      position = positions.size;
      positions.set(label, position);
    }
    found[i] = position;
  }
  const classes = sortLabels([...positions.keys()]);
  const rank = new Int32Array(classes.length);
  classes.forEach((label, code) => {
    rank[positions.get(label)!] = code;
  });
  const codes = found.map((position) => rank[position]!);
  const counts = new Int32Array(classes.length);
  for (const code of codes) counts[code]! += 1;
  return { classes, codes, counts };
}

/** Distinct labels of one type in ascending order, as Python sorts them. */
export function sortLabels(labels: readonly Label[]): readonly Label[] {
  return [...labels].sort((a, b) =>
    typeof a === "string" && typeof b === "string" ? compareText(a, b) : Number(a) - Number(b),
  );
}

function isLabel(value: unknown): value is Label {
  return typeof value === "number"
    ? !Number.isNaN(value)
    : typeof value === "string" || typeof value === "boolean";
}

/** By code point, where JavaScript's own order is by UTF-16 unit and puts U+1F600 before U+FF21. */
function compareText(a: string, b: string): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    if (a.charCodeAt(i) !== b.charCodeAt(i)) return a.codePointAt(i)! - b.codePointAt(i)!;
  }
  return a.length - b.length;
}
