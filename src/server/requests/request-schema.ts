// A request as a table of its fields: reads a JSON body or a query into one typed object.
import { invalidValue } from "../../errors/index.ts";
import { type Field, type FieldOrigin, fallback, list, required, text } from "./fields.ts";
import { invalidParameter } from "./invalid-parameter.ts";

/** Field kinds by their names in the program; on the wire they are spelt `snake_case` or `camelCase`. */
export type RequestSchema = Readonly<Record<string, Field<unknown>>>;

/** What reading a request by its schema gives. */
export type RequestOf<S extends RequestSchema> = {
  readonly [Name in keyof S]: S[Name] extends Field<infer T> ? T : never;
};

/** Where the fields of one request are. */
export interface FieldSource {
  readonly origin: FieldOrigin;
  /** The body, or the query. */
  readonly values: object;
  /** Parts of the path; they win over fields of the same name. */
  readonly path?: Readonly<Record<string, string>>;
}

/**
 * Makes the reader of a schema. Fields are read in the order of the schema; the first that is missing or wrong decides
 * the message.
 *
 * @returns A function that throws RangeError with MLflow's texts.
 */
export function requestReader<S extends RequestSchema>(schema: S): (source: FieldSource) => RequestOf<S> {
  const read = fieldsReader(schema);
  return (source) => read(source, "");
}

/** A nested object, read by a schema of its own. */
export function record<S extends RequestSchema>(schema: S): Field<RequestOf<S> | undefined> {
  const read = fieldsReader(schema);
  return {
    read(raw, name, origin) {
      if (raw === undefined) return undefined;
      if (typeof raw !== "object" || raw === null || Array.isArray(raw)) throw invalidParameter(name, raw);
      return read({ origin, values: raw }, `${name}.`);
    },
  };
}

/** `[{key, value}]`, the shape of params and tags. An absent value is empty text. */
export const keyValues: Field<readonly { readonly key: string; readonly value: string }[]> = list(
  required(record({ key: required(text), value: fallback(text, "") })),
);

function fieldsReader<S extends RequestSchema>(
  schema: S,
): (source: FieldSource, prefix: string) => RequestOf<S> {
  const fields = Object.entries(schema).map(([name, field]) => {
    const wireName = snakeCase(name);
    const twin = name === wireName ? undefined : name;
    return { name, wireName, twin, aliases: field.aliases ?? [], field };
  });
  return (source, prefix) => {
    const request: Record<string, unknown> = {};
    for (const { name, wireName, twin, aliases, field } of fields) {
      const raw = source.path?.[wireName] ?? find(source.values, wireName, twin, aliases);
      request[name] = field.read(raw, prefix + wireName, source.origin);
    }
    return request as RequestOf<S>;
  };
}

/** The value of a field under whichever name it came; under both of its two spellings it would be ambiguous. */
function find(
  values: object,
  wireName: string,
  twin: string | undefined,
  aliases: readonly string[],
): unknown {
  const value = ownValue(values, wireName);
  const twinValue = twin === undefined ? undefined : ownValue(values, twin);
  if (value !== undefined && twinValue !== undefined) {
    throw invalidValue(`Bad Request. Parameter '${wireName}' is given twice, also as '${twin}'.`);
  }
  const found = value ?? twinValue;
  if (found !== undefined || aliases.length === 0) return found;
  return aliases.map((alias) => ownValue(values, alias)).find((candidate) => candidate !== undefined);
}

function ownValue(values: object, name: string): unknown {
  return Object.hasOwn(values, name) ? (Reflect.get(values, name) ?? undefined) : undefined;
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
