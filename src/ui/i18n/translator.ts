// Messages in both languages, and how a component asks for one.
import { fillMessage, type MessageValues } from "./fill-message.ts";
import { type Language, language } from "./language.ts";

/** The messages of one part of the app: each key in every language. */
export type Texts<K extends string> = Readonly<Record<Language, Readonly<Record<K, string>>>>;

/** Gives the message of a key in the language of the page. */
export type Translate<K extends string> = (key: K, values?: MessageValues) => string;

/** A function that gives the messages of a table in the language of the page. */
export function translator<K extends string>(texts: Texts<K>): Translate<K> {
  return (key, values = {}) => fillMessage(texts[language.value][key], values);
}
