// The field `version` of a model version: a number, but text on the wire.
import { invalidValue } from "../../errors/index.ts";
import { type Field, text } from "./fields.ts";

/** Decimal text; a JSON number is refused, as MLflow does. */
export const versionNumber: Field<number | undefined> = {
  read(raw, name, origin) {
    const digits = text.read(raw, name, origin);
    if (digits === undefined) return undefined;
    if (/^[+-]?\d{1,15}$/.test(digits)) return Number(digits);
    throw invalidValue(`Parameter '${name}' must be an integer, got '${digits.slice(0, 100)}'.`);
  },
};
