// What the tags of registered models and of versions may be.
import { checkKey, checkLength } from "../tracking/index.ts";

const MAX_VALUE_CHARACTERS = 100_000;

/** Refuses tags with a key that cannot be a file name, or with a value that is too long. */
export function checkTags(tags: ReadonlyMap<string, string>): void {
  for (const [key, value] of tags) {
    checkKey("Tag key", key, "key");
    checkLength(`Value of tag ${key}`, value, MAX_VALUE_CHARACTERS);
  }
}
