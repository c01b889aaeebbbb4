// The suggestions for a filter that is being typed: names at once, values from the server.
import { useEffect, useState } from "preact/hooks";
import { isAborted } from "../../api/request-error.ts";
import { fetchValues } from "../../api/runs.ts";
import type { RunQuery } from "../../api/shapes.ts";
import { type Completion, complete, quoteValue, type Vocabulary } from "./completion.ts";

/** The server is asked when nothing was typed for so long. */
const CALM_MS = 120;
const MAX_VALUES = 30;

/** What could come next at the caret; undefined while nothing is asked for. */
export function useSuggestions(
  text: string,
  caret: number | undefined,
  vocabulary: Vocabulary,
  query: RunQuery,
): Completion | undefined {
  const [values, setValues] = useState<{ readonly for: string; readonly items: readonly string[] }>();
  const completion = caret === undefined ? undefined : complete(text, caret, vocabulary);
  const wanted = completion?.valuesOf;
  const key = wanted && `${wanted.kind} ${wanted.key} ${wanted.prefix}`;
  const experiments = query.experiment_ids.join();
  useEffect(() => {
    if (wanted === undefined || key === undefined) return undefined;
    const controller = new AbortController();
    const timer = setTimeout(() => {
      const { filter: _, order: __, ...all } = query;
      fetchValues({ ...all, ...wanted, limit: MAX_VALUES }, controller.signal).then(
        (answer) => setValues({ for: key, items: answer.values.map(({ value }) => value) }),
        (error: unknown) => {
          // Without suggestions one types.
          if (!isAborted(error)) setValues(undefined);
        },
      );
    }, CALM_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [key, experiments]);
  if (completion === undefined || wanted === undefined) return completion;
  if (values === undefined || values.for !== key) return completion;
  return {
    ...completion,
    suggestions: values.items.map((value) => ({ kind: "value", insert: quoteValue(value) })),
  };
}
