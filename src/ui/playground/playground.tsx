// Asks a model: a form made from its signature, a CSV file, or a request by hand; and how to ask it from elsewhere.
import "./playground.css";
import type { VNode } from "preact";
import { useEffect, useId, useMemo, useState } from "preact/hooks";
import { askModel, fetchForm, type ModelAnswer, type ModelForm } from "../api/model-insight.ts";
import { errorText } from "../api/request-error.ts";
import { useLoad } from "../api/use-load.ts";
import { serverAddress } from "../browser/page-address.ts";
import { Button } from "../components/button.tsx";
import { CodeBlock } from "../components/code-block.tsx";
import { ErrorState, LoadingState } from "../components/states.tsx";
import { translator } from "../i18n/translator.ts";
import { callSnippets } from "./call-snippets.ts";
import { FileQuestion } from "./file-question.tsx";
import { playgroundTexts } from "./messages.ts";
import { type ModelFields, modelFields, requestBody } from "./model-fields.ts";
import { PredictionView } from "./prediction-view.tsx";

const text = translator(playgroundTexts);

type Way = "row" | "file" | "json";

/** A model to ask. */
export function Playground({ uri }: { readonly uri: string }): VNode {
  const form = useLoad((signal) => fetchForm(uri, signal), uri);
  if (form.error !== undefined) return <ErrorState error={form.error} onRetry={form.reload} />;
  if (form.value === undefined) return <LoadingState />;
  if (form.value.message !== null) return <p class="panel padded">{form.value.message}</p>;
  return <Questions key={uri} uri={uri} form={form.value} />;
}

function Questions({ uri, form }: { readonly uri: string; readonly form: ModelForm }): VNode {
  const fields = useMemo(() => modelFields(form.signature?.inputs, form.example), [form]);
  const [way, setWay] = useState<Way>(fields === undefined ? "json" : "row");
  const [row, setRow] = useState<readonly string[]>(fields?.fields.map(({ start }) => start) ?? []);
  const [json, setJson] = useState(form.example ?? '{"inputs": [[0]]}');
  const [answer, setAnswer] = useState<ModelAnswer | undefined>(undefined);
  const [problem, setProblem] = useState("");
  const [isAsking, setAsking] = useState(false);
  const body = bodyOf(way, fields, row, json);
  const ask = async (): Promise<void> => {
    setAsking(true);
    setProblem("");
    try {
      if (body.problem !== undefined) throw new SyntaxError(body.problem);
      setAnswer(await askModel(uri, "application/json", body.text));
    } catch (error) {
      setAnswer(undefined);
      setProblem(errorText(error));
    } finally {
      setAsking(false);
    }
  };
  useEffect(() => {
    if (way === "row" && body.problem === undefined) void ask();
  }, []);
  const ways: readonly (readonly [Way, string])[] = [
    ...(fields === undefined ? [] : ([["row", text("oneRow")]] as const)),
    ["file", text("file")],
    ["json", text("byHand")],
  ];
  return (
    <div class="playground">
      <section class="panel padded stack" aria-label={text("which")}>
        <div class="row">
          {ways.map(([one, label]) => (
            <Button
              key={one}
              small
              kind={one === way ? "plain" : "quiet"}
              pressed={one === way}
              onClick={() => setWay(one)}
            >
              {label}
            </Button>
          ))}
        </div>
        {way === "file" && <FileQuestion uri={uri} />}
        {way !== "file" && (
          <form
            class="stack"
            onSubmit={(event) => {
              event.preventDefault();
              void ask();
            }}
          >
            {way === "row" && fields !== undefined && <RowFields form={fields} row={row} onRow={setRow} />}
            {way === "json" && (
              <label class="field">
                <span class="field-label">{text("byHandHelp")}</span>
                <textarea
                  class="input mono"
                  rows={12}
                  spellcheck={false}
                  value={json}
                  onInput={(event) => setJson(event.currentTarget.value)}
                />
              </label>
            )}
            <div class="row">
              <Button kind="primary" type="submit" icon="play" disabled={isAsking}>
                {text(isAsking ? "asking" : "ask")}
              </Button>
              {way === "row" && fields !== undefined && (
                <Button kind="quiet" onClick={() => setRow(fields.fields.map(({ start }) => start))}>
                  {text("reset")}
                </Button>
              )}
            </div>
          </form>
        )}
      </section>
      <div class="stack">
        {way !== "file" && <PredictionView answer={answer} problem={problem} />}
        {way !== "file" && (
          <section class="stack" aria-label={text("call")}>
            <h2>{text("call")}</h2>
            {callSnippets(serverAddress(), uri, body.text).map(({ label, code }) => (
              <CodeBlock key={label} label={label} code={code} />
            ))}
          </section>
        )}
      </div>
    </div>
  );
}

function RowFields(props: {
  readonly form: ModelFields;
  readonly row: readonly string[];
  readonly onRow: (row: readonly string[]) => void;
}): VNode {
  const { form, row, onRow } = props;
  const id = useId();
  const set = (index: number, value: string): void => onRow(row.map((old, i) => (i === index ? value : old)));
  return (
    <fieldset class="feature-fields">
      <legend class="visually-hidden">{text("features")}</legend>
      {form.fields.map(({ name, kind, type }, i) => (
        <div key={name} class="field">
          <label class="field-label" for={`${id}-${i}`}>
            {name} <span class="quiet">{type}</span>
          </label>
          {kind === "boolean" ? (
            <select
              id={`${id}-${i}`}
              class="select"
              value={row[i]}
              onChange={(event) => set(i, event.currentTarget.value)}
            >
              <option value="true">true</option>
              <option value="false">false</option>
            </select>
          ) : (
            <input
              id={`${id}-${i}`}
              class="input"
              inputMode={kind === "number" ? "decimal" : kind === "integer" ? "numeric" : "text"}
              value={row[i]}
              onInput={(event) => set(i, event.currentTarget.value)}
            />
          )}
        </div>
      ))}
    </fieldset>
  );
}

function bodyOf(
  way: Way,
  fields: ModelFields | undefined,
  row: readonly string[],
  json: string,
): { readonly text: string; readonly problem?: string } {
  if (way === "json" || fields === undefined) return { text: json };
  try {
    return { text: requestBody(fields, [row]) };
  } catch (error) {
    return { text: json, problem: errorText(error) };
  }
}
