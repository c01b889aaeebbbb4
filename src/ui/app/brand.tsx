// The mark of the project: rails that run together.
import type { VNode } from "preact";

/** The mark, in the colour of the accent. */
export function Brand(): VNode {
  return (
    <svg
      width="20"
      height="20"
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      stroke-width="1.7"
      stroke-linecap="round"
      aria-hidden="true"
    >
      <path d="M4.2 17.5 7.9 2.5M15.8 17.5 12.1 2.5M4 14h12M5.4 9.3h9.2M6.8 5.2h6.4" />
    </svg>
  );
}
