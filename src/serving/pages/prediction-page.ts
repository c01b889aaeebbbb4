// The page of a scoring server: the features to fill in, the prediction, and how a program asks for the same.
//
// It has no script: the form is sent to the page itself, whose answer holds the prediction.
import { messageOf } from "../../errors/index.ts";
import type { ColumnSpec, LoadedModel } from "../../models/index.ts";
import type { Scorer } from "../scorer.ts";
import { type Html, type HtmlPart, html } from "./html.ts";

/** More columns than a person fills in by hand are given as JSON. */
const MAX_FIELDS = 100;
/** The name of the field for JSON; no column is taken for it, as columns are `c0`, `c1`, …. */
const BODY = "body";

/** A page, and the status it is sent with. */
export interface Page {
  readonly status: number;
  readonly html: string;
}

/** Makes the page of one model. */
export class PredictionPage {
  readonly #model: LoadedModel;
  readonly #scorer: Scorer;
  /** The columns, when there are few enough to be filled in. */
  readonly #fields: readonly ColumnSpec[] | undefined;
  /** The example of the model, as the body of a request. */
  readonly #example: string | undefined;

  constructor(model: LoadedModel, scorer: Scorer) {
    const inputs = model.info.signature?.inputs;
    const columns = inputs?.kind === "columns" ? inputs.columns : undefined;
    const isShort = columns !== undefined && columns.length <= MAX_FIELDS;
    this.#model = model;
    this.#scorer = scorer;
    this.#fields = isShort && columns.every(({ type }) => typeof type === "string") ? columns : undefined;
    this.#example = model.servingExample();
  }

  /**
   * @param query What stands behind the `?`: the fields of the form; empty when the page is opened.
   * @param host The header Host, for the snippets.
   */
  render(query: string, host: string): Page {
    const given = new URLSearchParams(query);
    const isAsked = given.size > 0;
    const body = this.#fields === undefined ? this.#bodyText(given) : this.#bodyOfFields(this.#fields, given);
    const result = isAsked ? this.#predict(body) : undefined;
    return { status: result?.isFault ? 400 : 200, html: this.#print(given, body, host, result?.shown).html };
  }

  #bodyText(given: URLSearchParams): string {
    return given.get(BODY) ?? this.#example ?? '{"inputs": [[]]}';
  }

  #bodyOfFields(fields: readonly ColumnSpec[], given: URLSearchParams): string {
    const row =
      given.size > 0 ? fields.map((spec, i) => cellOf(spec, given.get(`c${i}`))) : this.#firstRow(fields);
    return JSON.stringify({ dataframe_split: { columns: fields.map(nameOf), data: [row] } });
  }

  /** The first row of the example, as far as it is one for these fields; zeros otherwise. */
  #firstRow(fields: readonly ColumnSpec[]): readonly unknown[] {
    const example: unknown = this.#example === undefined ? undefined : JSON.parse(this.#example);
    const row: unknown = path(example, "dataframe_split", "data", "0");
    return Array.isArray(row) && row.length === fields.length ? row : fields.map(() => 0);
  }

  #predict(body: string): { readonly isFault: boolean; readonly shown: Html } {
    try {
      const predictions = this.#scorer.score("application/json", Buffer.from(body));
      return { isFault: false, shown: html`<output>${shortened(predictions)}</output>` };
    } catch (error) {
      return { isFault: true, shown: html`<p class="fault" role="alert">${messageOf(error)}</p>` };
    }
  }

  #print(given: URLSearchParams, body: string, host: string, result: Html | undefined): Html {
    const { fittedModel, flavor, info } = this.#model;
    const title = fittedModel?.estimatorName ?? `Model of flavor ${flavor}`;
    const facts = [info.runId && `run ${info.runId}`, info.modelId && `model ${info.modelId}`].filter(
      Boolean,
    );
    return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="/page.css">
</head>
<body>
<main>
<h1>${title}</h1>
<div>${facts.join(" · ")}</div>
<form method="get" action="/">
${this.#fields === undefined ? textArea(body) : this.#inputs(this.#fields, given)}
<button>Predict</button>
</form>
${result}
<h2>From a program</h2>
<pre>${curl(host, body)}</pre>
<pre>${fetchCall(host, body)}</pre>
<p><a href="/openapi.json">OpenAPI document</a> · <a href="/metrics">metrics</a></p>
</main>
</body>
</html>
`;
  }

  #inputs(fields: readonly ColumnSpec[], given: URLSearchParams): HtmlPart {
    const row = given.size > 0 ? undefined : this.#firstRow(fields);
    return fields.map((spec, i) => {
      const value = row === undefined ? (given.get(`c${i}`) ?? "") : String(row[i] ?? "");
      const label = html`${nameOf(spec, i)} <small>${typeOf(spec)}</small>`;
      return html`<label>${label}${control(spec, `c${i}`, value)}</label>\n`;
    });
  }
}

function nameOf(spec: ColumnSpec, i: number): string | number {
  return spec.name ?? i;
}

/** What was typed, as JSON would say it: an empty field is missing, and numbers stand without quotes. */
function cellOf({ type }: ColumnSpec, text: string | null): string | number | null {
  if (text === null || text.trim() === "") return type === "boolean" ? "" : null;
  const isNumeric = type !== "string" && type !== "binary" && type !== "datetime" && type !== "boolean";
  return isNumeric && Number.isFinite(Number(text)) ? Number(text) : text;
}

function typeOf({ type, required }: ColumnSpec): string {
  return `${typeof type === "string" ? type : type.kind}${required ? "" : ", may be missing"}`;
}

function control(spec: ColumnSpec, name: string, value: string): Html {
  if (spec.type !== "boolean") return html`<input name="${name}" value="${value}" autocomplete="off">`;
  const option = (shown: string, sent: string): Html =>
    html`<option value="${sent}"${value === sent ? html` selected` : undefined}>${shown}</option>`;
  return html`<select name="${name}">${option("true", "true")}${option("false", "")}</select>`;
}

function textArea(body: string): Html {
  return html`<label class="wide">Request <small>JSON</small><textarea name="${BODY}">${body}</textarea></label>`;
}

function curl(host: string, body: string): string {
  const quoted = body.replaceAll("'", "'\\''");
  return `curl -H 'Content-Type: application/json' \\\n  -d '${quoted}' \\\n  http://${host}/invocations`;
}

function fetchCall(host: string, body: string): string {
  return `const response = await fetch("http://${host}/invocations", {
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify(${body}),
});
const { predictions } = await response.json();`;
}

const MAX_SHOWN = 2000;

function shortened(answer: string): string {
  const text = answer.replace(/^\{"predictions":\[([^[\]{},]*)\]\}$/, "$1");
  return text.length <= MAX_SHOWN ? text : `${text.slice(0, MAX_SHOWN)}…`;
}

function path(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>(
    (part, key) =>
      typeof part === "object" && part !== null && Object.hasOwn(part, key)
        ? Reflect.get(part, key)
        : undefined,
    value,
  );
}
