// Shows a sweep on the terminal: a table of trials that is drawn anew under a bar, or a line for each trial that has ended.
import type { SweepProgress, Trial } from "../projects/index.ts";
import { LiveLines, monotonicMs, styled } from "../system/index.ts";
import { textTable } from "./text-table.ts";

const BAR_CELLS = 24;
const LINES_BESIDES_TRIALS = 8;
const MAX_SHOWN = 15;

/** Shows progress as it comes. */
export class SweepDisplay {
  readonly #live = new LiveLines();
  readonly #writeLine: (line: string) => void;
  readonly #startedMs = monotonicMs();
  #endedBefore: number | undefined;

  /** @param writeLine Takes the lines when there is no terminal. */
  constructor(writeLine: (line: string) => void) {
    this.#writeLine = writeLine;
  }

  /** Shows how far the sweep is. */
  show(progress: SweepProgress): void {
    const ended = endedIn(progress.trials);
    this.#endedBefore ??= ended;
    if (this.#live.isLive) this.#live.draw([...this.#table(progress), "", this.#bar(progress, ended)]);
    else if (progress.latest.status !== "RUNNING") this.#writeLine(lineOf(progress, ended));
  }

  #table({ trials, plan, best }: SweepProgress): readonly string[] {
    const room = Math.min(MAX_SHOWN, Math.max(3, this.#live.size.rows - LINES_BESIDES_TRIALS));
    const latest = trials.slice(-room);
    const shown = best === undefined || latest.includes(best) ? latest : [best, ...latest.slice(1)];
    const head = ["Trial", "Status", plan.metric, "Seconds", ...plan.space.keys()];
    const lines = textTable(head, shown.map(cellsOf)).split("\n");
    return lines.map((line, i) => (i === 0 || shown[i - 1] === best ? styled("bold", line, "out") : line));
  }

  #bar({ plan, best }: SweepProgress, ended: number): string {
    const full = Math.round((ended / plan.trials) * BAR_CELLS);
    const bar = `${"█".repeat(full)}${"░".repeat(BAR_CELLS - full)} ${ended}/${plan.trials}`;
    const here = ended - (this.#endedBefore ?? 0);
    const leftMs =
      here === 0 ? undefined : ((monotonicMs() - this.#startedMs) / here) * (plan.trials - ended);
    return [
      bar,
      ...bestText(plan.metric, best),
      ...(leftMs === undefined ? [] : [`${timeText(leftMs)} left`]),
    ].join("  ");
  }
}

/** How many trials are over. */
function endedIn(trials: readonly Trial[]): number {
  return trials.filter(({ status }) => status === "FINISHED" || status === "FAILED").length;
}

function cellsOf({ number, status, value, durationMs, setting }: Trial): readonly string[] {
  const seconds = durationMs === undefined ? "" : (durationMs / 1000).toFixed(1);
  return [
    String(number + 1),
    status.toLowerCase(),
    value === undefined ? "" : String(value),
    seconds,
    ...setting.values(),
  ];
}

function lineOf({ latest, plan, best }: SweepProgress, ended: number): string {
  const setting = [...latest.setting].map(([name, value]) => `${name}=${value}`).join(" ");
  const result = latest.value === undefined ? latest.status.toLowerCase() : `${plan.metric}=${latest.value}`;
  const mark = latest.number === best?.number ? " (best so far)" : "";
  return `[${ended}/${plan.trials}] trial ${latest.number + 1}: ${result}${mark}  ${setting}`.replace(
    /\p{Cc}/gu,
    "?",
  );
}

function bestText(metric: string, best: Trial | undefined): readonly string[] {
  return best === undefined ? [] : [`best ${metric} ${best.value} (trial ${best.number + 1})`];
}

function timeText(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
