// Parameters as a tracker keeps them: MLflow's names and the texts that Python gives values.
import { textsOf } from "../tracking/index.ts";

/** MLflow cuts what it logs by itself instead of refusing it. */
const MAX_KEY_CHARACTERS = 250;
const MAX_VALUE_CHARACTERS = 6000;

/**
 * Parameters of an estimator by the names and texts under which MLflow logs those of scikit-learn: `l1Ratio` is `l1_ratio`,
 * and the values are what Python's `str` gives: `True`, `None`, `[1, 2]`.
 */
export function paramTexts(params: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(params).map(([name, value]) => [
      snakeCase(name).slice(0, MAX_KEY_CHARACTERS),
      pythonText(value).slice(0, MAX_VALUE_CHARACTERS),
    ]),
  );
}

/** `maxIter` as `max_iter`; single capitals, such as `C` alone, stay. */
export function snakeCase(name: string): string {
  return name.replace(
    /([a-z0-9])([A-Z])/g,
    (_, before: string, capital: string) => `${before}_${capital.toLowerCase()}`,
  );
}

/** What Python's `str` gives for the same value. */
export function pythonText(value: unknown): string {
  return typeof value === "string" ? value : pythonLiteral(value);
}

function pythonLiteral(value: unknown): string {
  if (value === null || value === undefined) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "number") return pythonNumber(value);
  if (typeof value === "function") return value.name === "" ? "function" : value.name;
  if (typeof value === "string") return `'${value.replace(/[\\']/g, "\\$&")}'`;
  if (isNamedEstimator(value)) return `('${value[0]}', ${pythonLiteral(value[1])})`;
  if (isEstimator(value)) return `${value.estimatorName}()`;
  if (Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView))) {
    return `[${Array.from(value as ArrayLike<unknown>, pythonLiteral).join(", ")}]`;
  }
  if (Object.getPrototypeOf(value) === Object.prototype) {
    const entries = Object.entries(value).map(
      ([key, inner]) => `'${snakeCase(key)}': ${pythonLiteral(inner)}`,
    );
    return `{${entries.join(", ")}}`;
  }
  return textsOf({ value }).get("value")!;
}

/** A step of a pipeline, which is a tuple in Python. */
function isNamedEstimator(value: object): value is readonly [string, object] {
  return Array.isArray(value) && value.length === 2 && typeof value[0] === "string" && isEstimator(value[1]);
}

function isEstimator(value: unknown): value is { readonly estimatorName: string } {
  return typeof value === "object" && value !== null && "estimatorName" in value;
}

function pythonNumber(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  // Python goes over to exponents below 1e-4, and gives them two digits at least.
  const text = Math.abs(value) < 1e-4 && value !== 0 ? value.toExponential() : String(value);
  return text.replace(/e([+-])(\d)$/, "e$10$2");
}
