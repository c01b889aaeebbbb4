// The rules for an experiment's name, tags and artifact location.
import { invalidValue, quote } from "../../errors/index.ts";
import {
  MAX_ARTIFACT_LOCATION_CHARACTERS,
  MAX_EXPERIMENT_NAME_CHARACTERS,
  MAX_EXPERIMENT_TAG_VALUE_CHARACTERS,
} from "../limits.ts";
import { checkKey } from "./check-key.ts";
import { checkEncodable, checkLength } from "./text-length.ts";

/** Refuses a name that is empty or too long. */
export function checkExperimentName(name: string): void {
  if (name === "") throw invalidValue("Invalid experiment name: ''. Expects a string that is not empty.");
  checkLength("name", name, MAX_EXPERIMENT_NAME_CHARACTERS);
  checkEncodable("the name of an experiment", name);
}

/** Refuses a tag with a bad key or a value that is too long. */
export function checkExperimentTag(key: string, value: string, parameter = "key"): void {
  checkKey("Tag key", key, parameter);
  checkLength("Tag value", value, MAX_EXPERIMENT_TAG_VALUE_CHARACTERS);
  checkEncodable(`tag ${key}`, value);
}

/**
 * Refuses a location whose text could later be read as another place: `runs:` URIs, fragments, and `..` anywhere,
 * percent-encoded however often.
 */
export function checkArtifactLocation(location: string): void {
  checkLength("artifact_location", location, MAX_ARTIFACT_LOCATION_CHARACTERS);
  checkEncodable("an artifact location", location);
  const decoded = decodeFully(location);
  const reason = decoded === undefined ? "its percent-encoding is not valid" : locationFault(decoded);
  if (reason !== undefined) {
    throw invalidValue(`Invalid artifact location: ${reason}: current value is ${quote(location)}`);
  }
}

function locationFault(location: string): string | undefined {
  if (/[\p{Cc}]/u.test(location)) return "it may not hold control characters";
  if (/^runs:/i.test(location)) return "it cannot be a runs:/ URI";
  if (location.includes("#")) return "it cannot have a fragment";
  if (location.split(/[/\\?;&=]/).includes("..")) return "it may not hold '..'";
  return undefined;
}

/** The text after undoing percent-encoding until nothing changes; undefined if that never ends or is not valid. */
function decodeFully(text: string): string | undefined {
  let decoded = text;
  for (let round = 0; round < 10; round++) {
    let next: string;
    try {
      next = decodeURIComponent(decoded);
    } catch {
      // A lone % in a plain path is only a %; in a URI it is a fault.
      return round === 0 && !/^[a-z][a-z0-9+.-]*:/i.test(text) ? decoded : undefined;
    }
    if (next === decoded) return decoded;
    decoded = next;
  }
  return undefined;
}
