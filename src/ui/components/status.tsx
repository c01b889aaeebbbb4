// Where a run stands, by a mark and a colour, and a word.
import "./status.css";
import type { VNode } from "preact";
import { translator } from "../i18n/translator.ts";
import { Icon, type IconName } from "./icon.tsx";
import { componentTexts } from "./messages.ts";

const text = translator(componentTexts);

const LOOKS = {
  RUNNING: ["live", "statusRunning"],
  SCHEDULED: ["circle", "statusScheduled"],
  FINISHED: ["check", "statusFinished"],
  FAILED: ["close", "statusFailed"],
  KILLED: ["pause", "statusKilled"],
  STALE: ["warning", "statusStale"],
} as const satisfies Record<string, readonly [IconName, keyof (typeof componentTexts)["en"]]>;

/** The word for a status. */
export function statusText(status: string, isStale = false): string {
  return text(lookOf(status, isStale)[1]);
}

/** The mark of a status; with `word`, the word beside it. */
export function Status(props: {
  readonly status: string;
  readonly isStale?: boolean;
  readonly word?: boolean;
}): VNode {
  const [icon, key] = lookOf(props.status, props.isStale === true);
  const name = props.isStale === true ? "stale" : props.status.toLowerCase();
  return (
    <span class={`status ${name}`} title={props.word === true ? undefined : text(key)}>
      <Icon name={icon} size={14} />
      <span class={props.word === true ? undefined : "visually-hidden"}>{text(key)}</span>
    </span>
  );
}

function lookOf(status: string, isStale: boolean): (typeof LOOKS)[keyof typeof LOOKS] {
  if (isStale) return LOOKS.STALE;
  const known = Object.entries(LOOKS).find(([name]) => name === status);
  return known?.[1] ?? LOOKS.SCHEDULED;
}
