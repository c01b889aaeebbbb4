// What autologging has to say about itself: once for each thing that goes wrong, however often it does.
import { messageOf, warn } from "../errors/index.ts";

const told = new Set<string>();
/** What goes wrong has few names; should they be many after all, it is said again. */
const MAX_TOLD = 1000;

/**
 * Warns that something could not be logged; the fit has gone well all the same.
 *
 * @param what What could not be done, as it stands after "Cannot", such as `autolog the params of ElasticNet`. Said once.
 * @param isSilent Whether to say nothing.
 */
export function complain(what: string, fault: unknown, isSilent: boolean): void {
  if (isSilent || told.has(what)) return;
  if (told.size >= MAX_TOLD) told.clear();
  told.add(what);
  warn("TrackingWarning", `Cannot ${what}: ${messageOf(fault)}; the fit itself has not been touched by this`);
}

/** Lets everything be said again, as at the start of a program. */
export function forgetComplaints(): void {
  told.clear();
}
