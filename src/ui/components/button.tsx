// What is pressed: a button, or a link that looks like one.
import "./button.css";
import type { ComponentChildren, Ref, VNode } from "preact";
import { Icon, type IconName } from "./icon.tsx";

/** How a button is to be and what it does. */
export interface ButtonProps {
  /** `plain` is the usual one, `primary` the one thing a page is for, `quiet` has no frame, `danger` destroys. */
  readonly kind?: "plain" | "primary" | "quiet" | "danger";
  readonly icon?: IconName;
  /** Said instead of the children, which are left out: a button that is only its picture. */
  readonly label?: string;
  readonly title?: string;
  readonly onClick?: (event: MouseEvent) => void;
  /** Makes it a link to an address. */
  readonly href?: string;
  readonly download?: string;
  readonly disabled?: boolean;
  /** For a button that stays down. */
  readonly pressed?: boolean;
  readonly expanded?: boolean;
  readonly popup?: "menu" | "dialog" | "listbox";
  readonly type?: "button" | "submit";
  readonly small?: boolean;
  readonly id?: string;
  readonly buttonRef?: Ref<HTMLButtonElement>;
  readonly children?: ComponentChildren;
}

/** A button, or with `href` a link that looks like one. */
export function Button(props: ButtonProps): VNode {
  const { kind = "plain", icon, label, title, href, small, children } = props;
  const name = `button ${kind}${small === true ? " small" : ""}${children === undefined ? " only-icon" : ""}`;
  const content = (
    <>
      {icon !== undefined && <Icon name={icon} />}
      {children !== undefined && <span>{children}</span>}
    </>
  );
  const spoken = { ...(label === undefined ? {} : { "aria-label": label }), title: title ?? label };
  if (href !== undefined) {
    return (
      <a
        class={name}
        href={href}
        {...(props.download === undefined ? {} : { download: props.download })}
        {...(props.onClick === undefined ? {} : { onClick: props.onClick })}
        {...spoken}
      >
        {content}
      </a>
    );
  }
  return (
    <button
      class={name}
      type={props.type ?? "button"}
      id={props.id}
      ref={props.buttonRef ?? null}
      disabled={props.disabled ?? false}
      aria-pressed={props.pressed}
      aria-expanded={props.expanded}
      aria-haspopup={props.popup}
      onClick={props.onClick}
      {...spoken}
    >
      {content}
    </button>
  );
}
