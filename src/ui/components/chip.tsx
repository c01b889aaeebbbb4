// A small piece of text with a frame: a tag, an alias, a part of a filter.
import "./chip.css";
import type { ComponentChildren, VNode } from "preact";
import { translator } from "../i18n/translator.ts";
import { Icon } from "./icon.tsx";
import { componentTexts } from "./messages.ts";

const text = translator(componentTexts);

/** A chip; it can be pressed with `onClick`, and taken away with `onRemove`. */
export function Chip(props: {
  readonly kind?: "plain" | "accent" | "warn";
  readonly title?: string;
  readonly onClick?: () => void;
  readonly onRemove?: () => void;
  /** What `onRemove` removes, for those who do not see it. */
  readonly name?: string;
  readonly href?: string;
  readonly children: ComponentChildren;
}): VNode {
  const { kind = "plain", title, href, onClick, onRemove, children } = props;
  const body =
    href !== undefined ? (
      <a class="chip-body" href={href}>
        {children}
      </a>
    ) : onClick !== undefined ? (
      <button type="button" class="chip-body" onClick={onClick}>
        {children}
      </button>
    ) : (
      <span class="chip-body">{children}</span>
    );
  return (
    <span class={`chip ${kind}`} title={title}>
      {body}
      {onRemove !== undefined && (
        <button
          type="button"
          class="chip-remove"
          aria-label={text("remove", { name: props.name ?? "" })}
          onClick={onRemove}
        >
          <Icon name="close" size={12} />
        </button>
      )}
    </span>
  );
}
