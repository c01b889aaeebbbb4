// The rules for a logged model's name and tags.
import { invalidValue } from "../../errors/index.ts";
import { MAX_KEY_CHARACTERS, MAX_MODEL_TAG_VALUE_CHARACTERS } from "../limits.ts";
import { checkKey } from "./check-key.ts";
import { checkEncodable, checkLength } from "./text-length.ts";

const FORBIDDEN = /[/:.%"']/;

/** Refuses a name that could not stand in a URI or a filter. */
export function checkLoggedModelName(name: string): void {
  if (name === "" || FORBIDDEN.test(name)) {
    throw invalidValue(
      `Invalid model name ('${name}') provided. Model name must be a non-empty string and cannot contain the following characters: ('/', ':', '.', '%', '"', "'")`,
    );
  }
  checkLength("name", name, MAX_KEY_CHARACTERS);
  checkEncodable("the name of a model", name);
}

/** Refuses a tag with a bad key or a value that is too long. */
export function checkLoggedModelTag(key: string, value: string): void {
  checkKey("Tag key", key, "key");
  checkLength("Tag value", value, MAX_MODEL_TAG_VALUE_CHARACTERS);
  checkEncodable(`tag ${key}`, value);
}
