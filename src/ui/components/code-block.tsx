// Code to copy.
import "./code-block.css";
import type { VNode } from "preact";
import { translator } from "../i18n/translator.ts";
import { CopyButton } from "./copy-button.tsx";
import { componentTexts } from "./messages.ts";

const text = translator(componentTexts);

/** A piece of code with a button that copies it. */
export function CodeBlock({ code, label }: { readonly code: string; readonly label: string }): VNode {
  return (
    <figure class="code-block">
      <figcaption>
        <span>{label}</span>
        <CopyButton text={code} label={`${text("copy")}: ${label}`} />
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard */}
      <section tabIndex={0} aria-label={label}>
        <pre>
          <code>{code}</code>
        </pre>
      </section>
    </figure>
  );
}
