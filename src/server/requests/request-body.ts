// From the bytes of a body to its JSON object, as tolerant as MLflow's server where its clients need that.
import { invalidValue, unparsable } from "../../errors/index.ts";

/**
 * The JSON object in a request body. An empty body is an empty object; a JSON string that holds JSON is decoded again
 * (old clients send that); the bare tokens `NaN`, `Infinity` and `-Infinity`, which Python writes, become strings.
 *
 * Keys are only keys: the object is fresh from `JSON.parse`, so `__proto__` in it is an own property and sets nothing.
 *
 * @throws SyntaxError when the text is not JSON, RangeError when it is not an object.
 */
export function parseRequestBody(text: string): object {
  if (text.trim() === "") return {};
  let value = parseTolerant(text);
  if (typeof value === "string") value = parseTolerant(value);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw invalidValue("Bad Request. The body must be a JSON object.");
  }
  return value;
}

function parseTolerant(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const quoted = quoteBareNumbers(text);
    if (quoted === text) throw notJson(error);
    try {
      return JSON.parse(quoted);
    } catch (second) {
      throw notJson(second);
    }
  }
}

// The parser's own message quotes the body back, and a body may hold anything: it stays in `cause`.
function notJson(cause: unknown): SyntaxError {
  return unparsable("Bad Request. The body is not valid JSON.", { cause });
}

/** Puts quotes around NaN and the infinities where they stand as values; text inside strings stays as it is. */
function quoteBareNumbers(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|-?Infinity|NaN/g, (token) =>
    token.startsWith('"') ? token : `"${token}"`,
  );
}
