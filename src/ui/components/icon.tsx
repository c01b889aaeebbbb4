// Small pictures, drawn in the colour of the text around them.
import type { VNode } from "preact";

/** Lines on a field of 16 by 16. */
const PATHS = {
  add: "M8 3.5v9M3.5 8h9",
  archive: "M2.5 4h11v2.5h-11zM3.5 6.5v6.5h9V6.5M6.5 9h3",
  "arrow-down": "M8 3v10M4.5 9.5 8 13l3.5-3.5",
  "arrow-up": "M8 13V3M4.5 6.5 8 3l3.5 3.5",
  back: "M10 3.5 5.5 8l4.5 4.5",
  branch: "M5 2.5v11M5 9c4 0 6-1 6-4.5M9.5 4.5a1.5 1.5 0 1 0 3 0 1.5 1.5 0 1 0-3 0",
  chart: "M2.5 13.5h11M4 11l3-4 2.5 2L13 4",
  check: "m3 8.5 3.2 3.2L13 4.8",
  "chevron-down": "m4 6 4 4 4-4",
  "chevron-right": "m6 4 4 4-4 4",
  circle: "M8 3a5 5 0 1 0 0 10A5 5 0 1 0 8 3",
  close: "m4 4 8 8M12 4l-8 8",
  columns: "M2.5 3h11v10h-11zM6.2 3v10M9.8 3v10",
  compare: "M6.5 3H3v10h3.5M9.5 3H13v10H9.5M8 1.5v13",
  copy: "M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3",
  download: "M8 2.5v8M4.8 7.5 8 10.7l3.2-3.2M3 13.5h10",
  edit: "m3 13 .7-3L10.5 3.2l2.3 2.3L6 12.3z",
  eye: "M1.8 8S4 3.8 8 3.8 14.2 8 14.2 8 12 12.2 8 12.2 1.8 8 1.8 8M8 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 1 0 0-3.6",
  file: "M4 2h5.5L12.5 5v9H4zM9.5 2v3h3",
  filter: "M2.5 3.5h11L9.3 8.6v4.2l-2.6-1.3V8.6z",
  folder: "M2 4h4.5l1.5 1.8h6v7.2H2z",
  globe: "M8 2a6 6 0 1 0 0 12A6 6 0 1 0 8 2M2 8h12M8 2c-4 4-4 8 0 12M8 2c4 4 4 8 0 12",
  group: "M2.5 3.5h11M5 6.5h8.5M5 9.5h8.5M2.5 12.5h11",
  help: "M8 2a6 6 0 1 0 0 12A6 6 0 1 0 8 2M6.2 6.3c.2-2.2 3.6-2.2 3.6 0 0 1.4-1.8 1.4-1.8 2.9M8 11.2v.4",
  link: "M6.5 9.5l3-3M7 5l1.6-1.6a2.8 2.8 0 0 1 4 4L11 9M9 11l-1.6 1.6a2.8 2.8 0 0 1-4-4L5 7",
  live: "M8 6.5a1.5 1.5 0 1 0 0 3 1.5 1.5 0 1 0 0-3M4.6 11.4a4.8 4.8 0 0 1 0-6.8M11.4 4.6a4.8 4.8 0 0 1 0 6.8",
  menu: "M2.5 4.5h11M2.5 8h11M2.5 11.5h11",
  model: "M8 1.8 13.5 5v6L8 14.2 2.5 11V5zM2.5 5 8 8.2 13.5 5M8 8.2v6",
  more: "M3.5 8h.01M8 8h.01M12.5 8h.01",
  note: "M3 2.5h10v11H3zM5.5 5.5h5M5.5 8h5M5.5 10.5h3",
  pause: "M5.5 3.5v9M10.5 3.5v9",
  pin: "M5.5 2.5h5M6.5 2.5v4L4.5 9h7l-2-2.5v-4M8 9v4.5",
  play: "M5 3.2 12.5 8 5 12.8z",
  print: "M4.5 6V2.5h7V6M4.5 11h-2V6h11v5h-2M4.5 9.5h7v4h-7z",
  restore: "M3 3v3.5h3.5M3.3 6.2A5 5 0 1 1 3 8.5",
  save: "M4 2.5h8v11L8 10.8l-4 2.7z",
  search: "M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 1 0 0-9M10.3 10.3l3.2 3.2",
  settings: "M2.5 4.5h6M11.5 4.5h2M10 3v3M2.5 11.5h2M7.5 11.5h6M6 10v3",
  sort: "M5 3v10M2.5 10.5 5 13l2.5-2.5M11 13V3M8.5 5.5 11 3l2.5 2.5",
  tag: "M2.5 2.5h5.2l5.8 5.8-5.2 5.2-5.8-5.8zM5.2 5.2h.01",
  trash: "M3 4.5h10M6.5 4.5v-2h3v2M4.2 4.5l.6 9h6.4l.6-9M6.8 7v4M9.2 7v4",
  tree: "M3 2.5v9.5h3.5M3 6.5h3.5M8 6.5h5.5M8 12h5.5",
  warning: "M8 2.5 14.2 13H1.8zM8 6.5v3M8 11.2v.3",
} as const;

/** The name of a picture. */
export type IconName = keyof typeof PATHS;

/** A picture; it says nothing to screen readers, so what it stands for must be said beside it. */
export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }): VNode {
  return (
    <svg
      class="icon"
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      stroke-width="1.4"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
