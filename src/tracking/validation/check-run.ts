// The rules for a run's name and times.
import { invalidValue } from "../../errors/index.ts";
import { MAX_RUN_NAME_CHARACTERS } from "../limits.ts";
import { checkEncodable, checkLength } from "./text-length.ts";

/** Refuses a name that is too long, and times that are no whole milliseconds. */
export function checkRunFacts(facts: {
  readonly runName?: string | undefined;
  readonly userId?: string | undefined;
  readonly startTimeMs?: number | undefined;
  readonly endTimeMs?: number | undefined;
}): void {
  const { runName = "", userId = "", startTimeMs = 0, endTimeMs = 0 } = facts;
  checkText("run_name", runName);
  checkText("user_id", userId);
  checkTime("start_time", startTimeMs);
  checkTime("end_time", endTimeMs);
}

function checkText(what: string, text: string): void {
  checkLength(what, text, MAX_RUN_NAME_CHARACTERS);
  checkEncodable(what, text);
}

function checkTime(what: string, timeMs: number): void {
  if (Number.isSafeInteger(timeMs)) return;
  throw invalidValue(
    `Invalid value ${timeMs} for parameter '${what}' supplied: it must be whole milliseconds since the epoch`,
  );
}
