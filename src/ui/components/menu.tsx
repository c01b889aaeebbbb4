// A button that opens a menu, with arrow keys, Home and End, and Escape; the browser draws it over everything.
import "./menu.css";
import type { ComponentChildren, VNode } from "preact";
import { useId, useRef, useState } from "preact/hooks";
import { Button, type ButtonProps } from "./button.tsx";
import { Icon, type IconName } from "./icon.tsx";
import { placeBelow } from "./place-below.ts";

/** One line of a menu. */
export interface MenuItem {
  readonly label: string;
  readonly icon?: IconName;
  readonly onSelect: () => void;
  /** For a line that is one of several choices, or on or off. */
  readonly checked?: boolean;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  /** Drawn with a line above it. */
  readonly separate?: boolean;
}

/** A button with a menu. */
export function Menu(props: {
  readonly button: ButtonProps;
  readonly items: readonly MenuItem[];
  /** Drawn above the items. */
  readonly head?: ComponentChildren;
}): VNode {
  const id = useId();
  const menu = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);

  const lines = (): readonly HTMLElement[] =>
    Array.from(menu.current?.querySelectorAll<HTMLElement>("[role^=menuitem]:not(:disabled)") ?? []);
  const close = (): void => menu.current?.hidePopover();

  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    const all = lines();
    const now = all.findIndex((line) => line.matches(":focus"));
    const next = {
      ArrowDown: (now + 1) % all.length,
      ArrowUp: (now - 1 + all.length) % all.length,
      Home: 0,
      End: all.length - 1,
    }[event.key];
    if (event.key === "Tab") close();
    if (next === undefined) return;
    event.preventDefault();
    all[next]?.focus();
  };

  return (
    <>
      <Button
        {...props.button}
        popup="menu"
        expanded={isOpen}
        buttonRef={button}
        onClick={() => menu.current?.togglePopover()}
      />
      <div
        ref={menu}
        id={id}
        popover="auto"
        class="menu"
        role="menu"
        tabIndex={-1}
        aria-label={props.button.label ?? props.button.title}
        onKeyDown={onKeyDown}
        onToggle={(event) => {
          const opens = event.newState === "open";
          setOpen(opens);
          if (!opens) {
            if (menu.current?.contains(document.activeElement) === true) button.current?.focus();
            return;
          }
          placeBelow(menu.current, button.current);
          (lines().find((line) => line.ariaChecked === "true") ?? lines()[0])?.focus();
        }}
      >
        {isOpen && props.head}
        {isOpen &&
          props.items.map((item) => (
            // biome-ignore lint/a11y/useAriaPropsSupportedByRole: the role, and with it the state, depends on the item
            <button
              key={item.label}
              type="button"
              class={`menu-item${item.danger === true ? " danger" : ""}${item.separate === true ? " separate" : ""}`}
              role={item.checked === undefined ? "menuitem" : "menuitemcheckbox"}
              aria-checked={item.checked}
              disabled={item.disabled ?? false}
              tabIndex={-1}
              onClick={() => {
                close();
                button.current?.focus();
                item.onSelect();
              }}
            >
              <span class="menu-mark">
                {item.checked === true ? (
                  <Icon name="check" size={14} />
                ) : (
                  item.icon !== undefined && <Icon name={item.icon} size={14} />
                )}
              </span>
              {item.label}
            </button>
          ))}
      </div>
    </>
  );
}
