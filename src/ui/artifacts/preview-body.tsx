// The part of a preview that scrolls, by mouse and by keys.
import "./artifacts.css";
import type { ComponentChildren, VNode } from "preact";

/** What is in a file. */
export function PreviewBody(props: {
  readonly label: string;
  readonly kind?: string;
  readonly children: ComponentChildren;
}): VNode {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys (WCAG 2.1.1)
    <section class={`preview-body ${props.kind ?? ""}`} tabIndex={0} aria-label={props.label}>
      {props.children}
    </section>
  );
}
