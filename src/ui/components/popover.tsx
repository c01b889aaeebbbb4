// A button that opens a small panel with anything in it; a click elsewhere or Escape closes it.
import "./menu.css";
import type { ComponentChildren, VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Button, type ButtonProps } from "./button.tsx";
import { placeBelow } from "./place-below.ts";

/** A button with a panel. Its content is drawn only while it is open. */
export function Popover(props: {
  readonly button: ButtonProps;
  readonly label: string;
  readonly children: (close: () => void) => ComponentChildren;
}): VNode {
  const panel = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    if (!isOpen) return;
    placeBelow(panel.current, button.current);
    panel.current?.querySelector<HTMLElement>("input, select, textarea, button, a")?.focus();
  }, [isOpen]);
  return (
    <>
      <Button
        {...props.button}
        popup="dialog"
        expanded={isOpen}
        buttonRef={button}
        onClick={() => panel.current?.togglePopover()}
      />
      <div
        ref={panel}
        popover="auto"
        class="popover"
        role="dialog"
        aria-label={props.label}
        onKeyDown={(event) => event.stopPropagation()}
        onToggle={(event) => {
          const opens = event.newState === "open";
          if (!opens && panel.current?.contains(document.activeElement) === true) button.current?.focus();
          setOpen(opens);
        }}
      >
        {isOpen && props.children(() => panel.current?.hidePopover())}
      </div>
    </>
  );
}
