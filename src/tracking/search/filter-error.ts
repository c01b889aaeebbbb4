// Errors in filters and orders: MLflow's words, and for faults of grammar a caret below the column.
import { type Coded, invalidValue } from "../../errors/index.ts";

const CONTEXT_CHARACTERS = 60;

/**
 * An error in a filter or an order item.
 *
 * @param message What is wrong.
 * @param text The filter, to show the place in it.
 * @param at The character at fault, counted from 0.
 */
export function filterError(message: string, text?: string, at = 0): Coded<RangeError> {
  if (text === undefined) return invalidValue(message);
  const from = Math.max(0, at - CONTEXT_CHARACTERS);
  const to = Math.min(text.length, at + CONTEXT_CHARACTERS);
  const line =
    (from > 0 ? "…" : "") + text.slice(from, to).replace(/\s/g, " ") + (to < text.length ? "…" : "");
  const caret = `${" ".repeat(at - from + (from > 0 ? 1 : 0))}^`;
  return invalidValue(`${message} (column ${at + 1})\n  ${line}\n  ${caret}`);
}
