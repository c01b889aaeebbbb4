// The filter: its clauses as chips, and a line to type the next one, with completion and the server's word on errors.
import "./filter-box.css";
import type { VNode } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { errorText, RequestError } from "../../api/request-error.ts";
import type { RunQuery } from "../../api/shapes.ts";
import { Button } from "../../components/button.tsx";
import { Icon } from "../../components/icon.tsx";
import { translator } from "../../i18n/translator.ts";
import { experimentTexts } from "../messages.ts";
import { asFilter, clausesOf, joinClauses } from "./clauses.ts";
import type { Suggestion, Vocabulary } from "./completion.ts";
import { useSuggestions } from "./use-suggestions.ts";

const text = translator(experimentTexts);

/** The box. */
export function FilterBox(props: {
  readonly filter: string;
  readonly onChange: (filter: string) => void;
  readonly vocabulary: Vocabulary;
  readonly query: RunQuery;
  /** What the table's last request failed with. */
  readonly error: unknown;
  /** A text to begin typing with, from elsewhere; each with another number. */
  readonly start: { readonly text: string; readonly id: number } | undefined;
}): VNode {
  const { filter, onChange, vocabulary, query, error, start } = props;
  const [typed, setTyped] = useState("");
  const [editing, setEditing] = useState<number | undefined>(undefined);
  const [caret, setCaret] = useState<number | undefined>(undefined);
  const [active, setActive] = useState(-1);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const clauses = clausesOf(filter);
  const completion = useSuggestions(typed, caret, vocabulary, query);
  const suggestions = completion?.suggestions ?? [];
  const isOpen = suggestions.length > 0;

  useEffect(() => {
    if (start === undefined) return;
    setTyped(start.text);
    input.current?.focus();
    setCaret(start.text.length);
  }, [start?.id]);

  const type = (next: string, place: number): void => {
    setTyped(next);
    setCaret(place);
    setActive(-1);
    const box = input.current;
    if (box === null) return;
    box.value = next;
    box.setSelectionRange(place, place);
  };
  const commit = (): void => {
    const added = clausesOf(asFilter(typed));
    const next = editing === undefined ? [...clauses, ...added] : clauses.toSpliced(editing, 1, ...added);
    setEditing(undefined);
    type("", 0);
    setCaret(undefined);
    onChange(joinClauses(next));
  };
  const take = ({ insert, kind }: Suggestion): void => {
    if (completion === undefined) return;
    const end = kind === "value" || insert.endsWith("NULL") ? "" : " ";
    const before = typed.slice(0, completion.from) + insert + end;
    type(before + typed.slice(completion.to).trimStart(), before.length);
    input.current?.focus();
  };
  const edit = (index: number): void => {
    setEditing(index);
    const clause = clauses[index] ?? "";
    type(clause, clause.length);
    setCaret(undefined);
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const chosen = suggestions[active];
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!isOpen) {
        setCaret(input.current?.selectionStart ?? 0);
        return;
      }
      const step = event.key === "ArrowDown" ? 1 : -1;
      const count = suggestions.length + 1;
      setActive(((active + 1 + step + count) % count) - 1);
    } else if ((event.key === "Enter" || event.key === "Tab") && chosen !== undefined) {
      event.preventDefault();
      take(chosen);
    } else if (event.key === "Enter") {
      event.preventDefault();
      commit();
    } else if (event.key === "Escape") {
      if (isOpen) setCaret(undefined);
      else {
        setEditing(undefined);
        type("", 0);
        setCaret(undefined);
        input.current?.blur();
      }
    } else if (event.key === "Backspace" && typed === "" && clauses.length > 0 && editing === undefined) {
      event.preventDefault();
      edit(clauses.length - 1);
    }
  };

  const isFault = error instanceof RequestError && error.status === 400 && filter !== "";
  return (
    <div class="filter">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a click beside the chips means the line of text */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the line of text itself is reached by Tab and by / */}
      <div
        class={`filter-box${isFault ? " fault" : ""}`}
        onClick={(event) => {
          if (event.target === event.currentTarget) input.current?.focus();
        }}
      >
        <Icon name="filter" size={14} />
        {clauses.map((clause, i) =>
          i === editing ? null : (
            <span key={clause} class="clause">
              <button
                type="button"
                class="clause-text"
                title={text("editClause", { clause })}
                onClick={() => edit(i)}
              >
                {clause}
              </button>
              <button
                type="button"
                class="clause-remove"
                aria-label={`${text("clearFilter")}: ${clause}`}
                onClick={() => onChange(joinClauses(clauses.toSpliced(i, 1)))}
              >
                <Icon name="close" size={11} />
              </button>
            </span>
          ),
        )}
        <input
          ref={input}
          id="filter"
          class="filter-input"
          type="text"
          role="combobox"
          spellcheck={false}
          autocomplete="off"
          autocapitalize="off"
          aria-label={text("filter")}
          aria-autocomplete="list"
          aria-expanded={isOpen}
          aria-controls={`${id}-list`}
          aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
          aria-invalid={isFault}
          aria-describedby={isFault ? `${id}-fault` : undefined}
          placeholder={clauses.length === 0 ? text("filterHint") : ""}
          value={typed}
          onInput={(event) => {
            setTyped(event.currentTarget.value);
            setCaret(event.currentTarget.selectionStart ?? undefined);
            setActive(-1);
          }}
          onClick={(event) => setCaret(event.currentTarget.selectionStart ?? undefined)}
          onKeyDown={onKeyDown}
          onBlur={() => setCaret(undefined)}
        />
        {(filter !== "" || typed !== "") && (
          <Button
            kind="quiet"
            small
            icon="close"
            label={text("clearFilter")}
            onClick={() => {
              type("", 0);
              setCaret(undefined);
              setEditing(undefined);
              onChange("");
            }}
          />
        )}
      </div>
      <div
        id={`${id}-list`}
        class={`suggestions${isOpen ? "" : " closed"}`}
        role="listbox"
        aria-label={text("filter")}
      >
        {suggestions.map(({ insert, kind }, i) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the line of text keeps the focus and names the option
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are heard by the line of text
          <div
            key={insert}
            id={`${id}-${i}`}
            class={`suggestion${i === active ? " active" : ""}`}
            role="option"
            aria-selected={i === active}
            ref={i === active ? (line) => line?.scrollIntoView({ block: "nearest" }) : null}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => take({ insert, kind })}
          >
            <span class={`suggestion-kind ${kind}`} aria-hidden="true">
              {kind.charAt(0)}
            </span>
            {insert}
          </div>
        ))}
      </div>
      {isFault && !isOpen && (
        <pre id={`${id}-fault`} class="filter-fault" role="alert">
          {errorText(error)}
        </pre>
      )}
    </div>
  );
}
