// The field `max_results`: how many items a page may have.
import { invalidValue } from "../../errors/index.ts";
import { type Field, integer } from "./fields.ts";
import { invalidParameter } from "./invalid-parameter.ts";

/**
 * @param byDefault What holds when the field is absent.
 * @param most The largest number allowed.
 * @returns A field of a whole number from 1 to `most`.
 */
export function maxResults(byDefault: number, most: number): Field<number> {
  return {
    read(raw, name, origin) {
      const value = integer.read(raw, name, origin) ?? byDefault;
      if (value < 1) {
        throw invalidValue(
          `Invalid value ${value} for parameter '${name}' supplied. It must be a positive integer`,
        );
      }
      if (value > most) throw invalidParameter(name, raw);
      return value;
    },
  };
}
