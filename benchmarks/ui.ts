// The web app against MLflow's own over the same 10,000 runs, step by step in the same Chromium, in turns.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page, Response } from "playwright-core";
import { timing, writeResult } from "./measure.ts";
import { findChromium, launchChromium } from "./peers/chromium.ts";
import { TrackingPeer } from "./peers/tracking-peer.ts";
import { type BenchStore, makeStore } from "./tracking-data.ts";
import { answering, ourServer } from "./tracking-server-process.ts";

const RUNS = 10_000;
const METRICS = 10;
const LONG_POINTS = 100_000;
const COMPARED = 100;
const ROUNDS = 5;
const STEP_TIMEOUT_MS = 30_000;
const EXPERIMENT = "7";

/** What is done in a browser, and how to see that it is done. */
interface Step {
  readonly name: string;
  readonly address: string;
  /** Something that is in the page when the step is done, and was not before. */
  readonly sign: string;
}

/** One of the two. */
interface Contestant {
  readonly who: string;
  readonly url: string;
  readonly steps: readonly Step[];
}

/** A run as it stands in the lines that both stores were made from. */
interface Line {
  readonly id: string;
  readonly name: string;
  readonly metrics: Readonly<Record<string, number>>;
}

/** What the steps are to find. */
interface Expected {
  readonly newest: string;
  /** The run with the least `m1`. */
  readonly least: string;
  /** So that `m0` of {@link COMPARED} runs is below it. */
  readonly threshold: number;
  readonly newestBelow: string;
  readonly below: readonly string[];
  readonly metricText: string;
}

/** Measures ours, and MLflow's with `--peers`; keeps the result. */
export async function ui(args: readonly string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "traintracks-bench-"));
  const browser = await launchChromium(findChromium());
  const peer = args.includes("--peers") ? await TrackingPeer.start() : undefined;
  try {
    const lines = join(folder, "runs.jsonl");
    console.log(`Making ${RUNS} runs…`);
    const store = await makeStore(join(folder, "mlruns"), lines, {
      runs: RUNS,
      metrics: METRICS,
      longPoints: LONG_POINTS,
    });
    const expected = expectedOf(lines, store.runId);
    await using ours = await ourServer(folder, store.folder);
    const contestants: Contestant[] = [
      { who: "traintracks", url: ours.url, steps: ourSteps(store, expected) },
    ];
    if (peer === undefined) await measure(browser, contestants, store, expected);
    else {
      await using theirs = await mlflow(peer, folder, lines, store);
      contestants.push({
        who: "MLflow 3.17.2, SQLite",
        url: theirs.url,
        steps: mlflowSteps(store, expected),
      });
      await measure(browser, contestants, store, expected);
    }
  } finally {
    peer?.stop();
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function mlflow(
  peer: TrackingPeer,
  folder: string,
  lines: string,
  store: BenchStore,
): ReturnType<typeof answering> {
  const database = join(folder, "mlflow.db");
  const uri = `sqlite:///${database}`;
  console.log("Filling MLflow's database…");
  await peer.ask("insert", {
    uri,
    database,
    experiment: EXPERIMENT,
    file: lines,
    points: LONG_POINTS,
    run: store.runId,
  });
  return await answering(() => peer.server(uri, folder));
}

function expectedOf(path: string, longRun: string): Expected {
  const lines = readFileSync(path, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Line);
  // The lines begin with the newest run.
  const newestFirst = lines;
  const by = (key: string): readonly Line[] => [...lines].sort((a, b) => a.metrics[key]! - b.metrics[key]!);
  const sorted = by("m0");
  const threshold = (sorted[COMPARED - 1]!.metrics["m0"]! + sorted[COMPARED]!.metrics["m0"]!) / 2;
  const below = newestFirst.filter(({ metrics }) => metrics["m0"]! < threshold);
  const run = lines.find(({ id }) => id === longRun);
  return {
    newest: newestFirst[0]!.name,
    least: by("m1")[0]!.name,
    threshold,
    newestBelow: below[0]!.name,
    below: below.map(({ id }) => id),
    metricText: run!.metrics["m3"]!.toFixed(3),
  };
}

function ourSteps({ experimentId, runId }: BenchStore, expected: Expected): readonly Step[] {
  const page = `#/experiments/${experimentId}`;
  const filter = encodeURIComponent(`metrics.m0 < ${expected.threshold}`);
  const named = (name: string): string => `text=/^${name}$/`;
  return [
    { name: "first rows", address: page, sign: named(expected.newest) },
    { name: "sort by a metric", address: `${page}?sort=metrics.m1`, sign: named(expected.least) },
    { name: "filter by a metric", address: `${page}?q=${filter}`, sign: named(expected.newestBelow) },
    { name: "open a run", address: `${page}/runs/${runId}`, sign: `text=/${expected.metricText}/` },
    { name: "chart of 100,000 points", address: `${page}/runs/${runId}/charts?m=long`, sign: ".u-over" },
    { name: "compare 100 runs", address: `${page}/compare?by=parallel&q=${filter}`, sign: ".parallel-grip" },
  ];
}

function mlflowSteps({ runId }: BenchStore, expected: Expected): readonly Step[] {
  const page = `#/experiments/${EXPERIMENT}/runs`;
  const filter = encodeURIComponent(`metrics.m0 < ${expected.threshold}`);
  const named = (name: string): string => `text=/^${name}$/`;
  const compared = encodeURIComponent(JSON.stringify(expected.below));
  return [
    { name: "first rows", address: page, sign: named(expected.newest) },
    {
      name: "sort by a metric",
      address: `${page}?orderByKey=${encodeURIComponent("metrics.`m1`")}&orderByAsc=true`,
      sign: named(expected.least),
    },
    {
      name: "filter by a metric",
      address: `${page}?searchFilter=${filter}`,
      sign: named(expected.newestBelow),
    },
    {
      name: "open a run",
      address: `#/experiments/${EXPERIMENT}/runs/${runId}`,
      sign: `text=/${expected.metricText}/`,
    },
    {
      name: "chart of 100,000 points",
      address: `#/metric?runs=${encodeURIComponent(JSON.stringify([runId]))}&experiments=${encodeURIComponent(`["${EXPERIMENT}"]`)}&metric=${encodeURIComponent('"long"')}&plot_metric_keys=${encodeURIComponent('["long"]')}`,
      sign: ".js-plotly-plot .scatterlayer .js-line",
    },
    {
      name: "compare 100 runs",
      address: `#/compare-runs?runs=${compared}&experiments=${encodeURIComponent(`["${EXPERIMENT}"]`)}`,
      sign: ".js-plotly-plot .parcoords",
    },
  ];
}

async function measure(
  browser: Browser,
  contestants: readonly Contestant[],
  store: BenchStore,
  expected: Expected,
): Promise<void> {
  const times = contestants.map(({ steps }) => steps.map((): number[] => []));
  const extremes = new Set<string>();
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [c, contestant] of contestants.entries()) {
      const taken = await walk(browser, contestant, (found) => extremes.add(`${contestant.who}: ${found}`));
      // The first round is for the caches of servers and disks.
      if (round > 0) for (const [s, ms] of taken.entries()) if (ms !== undefined) times[c]![s]!.push(ms);
      console.log(
        `round ${round}: ${contestant.who}: ${taken.map((ms) => ms?.toFixed(0) ?? "never").join(", ")} ms`,
      );
    }
  }
  const results = contestants[0]!.steps.map(({ name }, s) => {
    const timings = contestants.flatMap(({ who }, c) =>
      times[c]![s]!.length === 0 ? [] : [timing(who, times[c]![s]!)],
    );
    const [own, their] = timings;
    const factor = own === undefined || their === undefined ? undefined : their.medianMs / own.medianMs;
    console.log(
      `${name.padEnd(26)} ${timings.map(({ medianMs }) => `${medianMs.toFixed(0)} ms`).join("  ")}  ${factor?.toFixed(1) ?? ""}`,
    );
    return { step: name, timings, factor };
  });
  console.log([...extremes].join("\n"));
  writeResult("ui", {
    runs: RUNS,
    metrics: METRICS,
    longPoints: LONG_POINTS,
    compared: expected.below.length,
    browser: browser.version(),
    store: store.folder.startsWith("/dev/shm") ? "memory" : "disk",
    results,
    extremes: [...extremes],
  });
}

/** All steps in a browser without a cache; undefined for one that was not done in time. */
async function walk(
  browser: Browser,
  { url, steps }: Contestant,
  tell: (extremes: string) => void,
): Promise<readonly (number | undefined)[]> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  page.on("response", (response) => void tellExtremes(response, tell));
  const taken: (number | undefined)[] = [];
  try {
    for (const step of steps) taken.push(await timeOf(page, url, step));
  } finally {
    await context.close();
  }
  return taken;
}

async function timeOf(page: Page, url: string, { address, sign }: Step): Promise<number | undefined> {
  const startMs = performance.now();
  await page.goto(`${url}/${address}`, { waitUntil: "commit" });
  try {
    await page.locator(sign).first().waitFor({ state: "visible", timeout: STEP_TIMEOUT_MS });
    return performance.now() - startMs;
  } catch {
    return undefined;
  }
}

/** The least and the largest value among the points that a chart was sent. */
async function tellExtremes(response: Response, tell: (extremes: string) => void): Promise<void> {
  const isOurs = response.url().includes("/metrics/histories");
  if (!isOurs && !response.url().includes("/metrics/get-history")) return;
  const answer: unknown = await response.json().catch(() => undefined);
  const values = isOurs
    ? (answer as { series?: { y: number[] }[] } | undefined)?.series?.[0]?.y
    : (answer as { metrics?: { value: number }[] } | undefined)?.metrics?.map(({ value }) => value);
  if (values === undefined || values.length < 2) return;
  tell(`${values.length} points, from ${Math.min(...values)} to ${Math.max(...values)}`);
}
