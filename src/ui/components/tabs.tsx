// Parts of a page side by side. Each is an address, so they are links.
import "./tabs.css";
import type { VNode } from "preact";

/** One part. */
export interface Tab {
  readonly label: string;
  readonly href: string;
  readonly isCurrent: boolean;
  /** A count beside the name. */
  readonly count?: number | string | undefined;
}

/** The parts of a page. */
export function Tabs({ label, tabs }: { readonly label: string; readonly tabs: readonly Tab[] }): VNode {
  return (
    <nav class="tabs no-print" aria-label={label}>
      {tabs.map(({ label, href, isCurrent, count }) => (
        <a key={href} href={href} class="tab" aria-current={isCurrent ? "page" : undefined}>
          {label}
          {count !== undefined && <span class="tab-count">{count}</span>}
        </a>
      ))}
    </nav>
  );
}
