// The names of the parts of a pipeline or column transformer.
import { invalidType, invalidValue, quote } from "../../errors/index.ts";

/**
 * Checks the names of parts, which end up before the names of columns and parameters.
 *
 * @param names One a part.
 * @param owner Who has the parts, for messages.
 * @throws TypeError when there is no part or a name is no text; RangeError when a name is empty, repeats or holds `__`.
 */
export function checkStepNames(names: readonly unknown[], owner: string): void {
  if (names.length === 0) throw invalidType(`Cannot make ${owner}: it must have at least one step`);
  for (const [k, name] of names.entries()) {
    if (typeof name !== "string") {
      throw invalidType(
        `Cannot make ${owner}: the name of a step must be text: current value is ${quote(name)}`,
      );
    }
    if (name === "" || name.includes("__") || names.indexOf(name) !== k) {
      throw invalidValue(
        `Cannot make ${owner}: the names of steps must be distinct, not empty and without "__": current value is ${quote(name)}`,
      );
    }
  }
}

/**
 * The parameters of all parts in one record, as scikit-learn's `get_params` has them: the class of a part under its name,
 * its parameters under `name__parameter`.
 */
export function stepParams(
  steps: readonly (readonly [string, { readonly estimatorName: string; readonly params: object }])[],
): Readonly<Record<string, unknown>> {
  return Object.freeze(
    Object.fromEntries(
      steps.flatMap(([name, { estimatorName, params }]) => [
        [name, estimatorName],
        ...Object.entries(params).map(([key, value]) => [`${name}__${key}`, value]),
      ]),
    ),
  );
}
