// The search over everything, which Ctrl+K opens.
import "./palette.css";
import type { VNode } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { Icon } from "../components/icon.tsx";
import { RunDot } from "../components/run-dot.tsx";
import { translator } from "../i18n/translator.ts";
import { paletteTexts } from "./messages.ts";
import { type Found, useFound } from "./use-found.ts";

const text = translator(paletteTexts);

/** The search. */
export function Palette({ onClose }: { readonly onClose: () => void }): VNode {
  const dialog = useRef<HTMLDialogElement>(null);
  const [word, setWord] = useState("");
  const [active, setActive] = useState(0);
  const found = useFound(word);
  const id = useId();
  useEffect(() => {
    dialog.current?.showModal();
    return () => dialog.current?.close();
  }, []);
  const choose = (item: Found | undefined): void => {
    if (item === undefined) return;
    onClose();
    item.act();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && found.length > 0) {
      event.preventDefault();
      setActive((active + step + found.length) % found.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      choose(found[active]);
    }
  };
  return (
    <dialog
      ref={dialog}
      class="dialog palette"
      aria-label={text("title")}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <div class="palette-head">
        <Icon name="search" />
        <input
          class="palette-input"
          type="text"
          role="combobox"
          spellcheck={false}
          autocomplete="off"
          placeholder={text("hint")}
          aria-label={text("hint")}
          aria-expanded={found.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={found.length > 0 ? `${id}-${active}` : undefined}
          value={word}
          onInput={(event) => {
            setWord(event.currentTarget.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
        <kbd>Esc</kbd>
      </div>
      <div id={`${id}-list`} class="palette-list" role="listbox" aria-label={text("title")}>
        {found.map((item, i) => (
          <Line
            key={item.id}
            id={`${id}-${i}`}
            item={item}
            title={item.kind === found[i - 1]?.kind ? undefined : text(item.kind)}
            isActive={i === active}
            onPoint={() => setActive(i)}
            onChoose={() => choose(item)}
          />
        ))}
      </div>
      {found.length === 0 && <p class="palette-nothing quiet">{text("nothing", { word })}</p>}
    </dialog>
  );
}

function Line(props: {
  readonly id: string;
  readonly item: Found;
  readonly title: string | undefined;
  readonly isActive: boolean;
  readonly onPoint: () => void;
  readonly onChoose: () => void;
}): VNode {
  const { id, item, title, isActive, onPoint, onChoose } = props;
  return (
    <>
      {title !== undefined && (
        <div class="palette-title" role="presentation">
          {title}
        </div>
      )}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the line of text keeps the focus and names the option */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keys are heard by the line of text */}
      <div
        id={id}
        class={`palette-line${isActive ? " active" : ""}`}
        role="option"
        aria-selected={isActive}
        ref={isActive ? (line) => line?.scrollIntoView({ block: "nearest" }) : null}
        onMouseMove={onPoint}
        onClick={onChoose}
      >
        {item.runId === undefined ? <Icon name={item.icon} size={14} /> : <RunDot runId={item.runId} />}
        <span class="palette-name">{item.name}</span>
        <span class="quiet palette-detail">{item.detail}</span>
        {item.keys?.split(" ").map((key) => (
          <kbd key={key}>{key}</kbd>
        ))}
      </div>
    </>
  );
}
