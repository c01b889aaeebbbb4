// Times the linear models on data of every shape, and with --peers against scikit-learn, skglm and celer in the same run.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { ElasticNet, ElasticNetCV } from "traintracks";
import { type CaseData, LINEAR_CASES, type LinearCase, type Setting } from "./linear-cases.ts";
import { relativeGap } from "./linear-gap.ts";
import { type Timing, timing, writeResult } from "./measure.ts";
import { LinearPeers } from "./peers/linear-peers.ts";

/** Whoever stops farther from the optimum than this has not solved the problem. */
const LARGEST_GAP = 1.01e-4;
const LARGE_INPUT_BYTES = 2 ** 26;
const OURS = "traintracks";
const PEERS = ["scikit-learn", "skglm", "celer"];

interface Contestant {
  readonly who: string;
  /** Fits once and gives back how long it took in milliseconds. */
  run(): Promise<number>;
  /** How far from the optimum it stops, as a share of the variance of y; undefined for cross-validation. */
  readonly gap: number | undefined;
}

/**
 * Measures in turns and keeps the result.
 *
 * @param args `--peers`, `--all-threads`, and the letters of the cases; all cases when there are none.
 */
export async function linear(args: readonly string[]): Promise<void> {
  const letters = args.filter((arg) => !arg.startsWith("--"));
  const nThreads = args.includes("--all-threads") ? availableParallelism() : 1;
  const peers = args.includes("--peers") ? await LinearPeers.start(nThreads) : undefined;
  const results: Readonly<Record<string, unknown>>[] = [];
  try {
    for (const one of LINEAR_CASES.filter(({ id }) => letters.length === 0 || letters.includes(id))) {
      results.push(...(await measureCase(one, peers)));
    }
    const versions = (await peers?.ask({ versions: true })) ?? {};
    const which = letters.length === 0 ? "" : `-${letters.join("")}`;
    writeResult(`linear${which}${nThreads > 1 ? "-all-threads" : ""}`, {
      what: "one fit, milliseconds, contestants in turns; gaps as a share of the variance of y",
      threadsOfPeers: nThreads,
      versions,
      results,
    });
  } finally {
    peers?.stop();
  }
}

async function measureCase(
  one: LinearCase,
  peers: LinearPeers | undefined,
): Promise<Readonly<Record<string, unknown>>[]> {
  console.log(`\n${one.id}: ${one.what}`);
  const folder = mkdtempSync(join(tmpdir(), "traintracks-bench-"));
  try {
    const data = one.make();
    if (peers !== undefined) await handOver(data, folder, peers);
    const results: Readonly<Record<string, unknown>>[] = [];
    for (const setting of one.folds === undefined ? one.settings : [undefined]) {
      results.push(await measure(one, data, setting, folder, peers));
    }
    return results;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function handOver(data: CaseData, folder: string, peers: LinearPeers): Promise<void> {
  for (const [name, values] of Object.entries(data.files)) {
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    writeFileSync(join(folder, `${name}.bin`), bytes);
  }
  const { nRows: rows, nColumns: columns } = data;
  await peers.ask({ load: folder, rows, columns, sparse: "indptr" in data.files });
}

async function measure(
  one: LinearCase,
  data: CaseData,
  setting: Setting | undefined,
  folder: string,
  peers: LinearPeers | undefined,
): Promise<Readonly<Record<string, unknown>>> {
  const before = process.memoryUsage().rss;
  const contestants = [ours(one, data, setting)];
  const inputBytes = Object.values(data.files).reduce((sum, { byteLength }) => sum + byteLength, 0);
  // The most memory ever used tells of this fit only when its input is larger than all that was there before.
  const grown = Math.max(0, process.resourceUsage().maxRSS * 1024 - before);
  const peakOverInput = inputBytes < LARGE_INPUT_BYTES ? undefined : 1 + grown / inputBytes;
  for (const who of peers === undefined ? [] : one.folds === undefined ? PEERS : PEERS.slice(0, 1)) {
    contestants.push(await peerOf(who, one, data, setting, folder, peers!));
  }
  const times = contestants.map((): number[] => []);
  for (let round = 0; round < one.rounds; round++) {
    for (const [i, contestant] of contestants.entries()) times[i]!.push(await contestant.run());
  }
  const timings = contestants.map(({ who }, i) => timing(who, times[i]!));
  const reference = timings.find(({ who }) => who === "scikit-learn");
  const label = setting === undefined ? "" : `alpha ${setting.alpha}, l1Ratio ${setting.l1Ratio}`;
  for (const [i, each] of timings.entries()) print(label, each, contestants[i]!.gap, times[i]!, reference);
  return {
    case: one.id,
    what: one.what,
    setting,
    peakOverInput,
    timings: timings.map(({ who, medianMs, rangeMs }, i) => ({
      who,
      medianMs,
      rangeMs,
      gap: contestants[i]!.gap,
    })),
    timesScikitLearn: reference && timings.map(({ timesMs }) => medianRatio(timesMs, reference.timesMs)),
  };
}

function ours({ folds }: LinearCase, { X, y, ...rest }: CaseData, setting: Setting | undefined): Contestant {
  const timed =
    (work: () => unknown): (() => Promise<number>) =>
    async () => {
      const start = performance.now();
      work();
      return performance.now() - start;
    };
  if (setting === undefined) {
    const cv = new ElasticNetCV({ cv: folds ?? 5 });
    cv.fit(X, y);
    return { who: OURS, run: timed(() => cv.fit(X, y)), gap: undefined };
  }
  const net = new ElasticNet(setting);
  const gap = checkedGap(OURS, relativeGap({ X, y, ...rest }, setting, net.fit(X, y).coefficients));
  return { who: OURS, run: timed(() => net.fit(X, y)), gap };
}

async function peerOf(
  who: string,
  { folds }: LinearCase,
  data: CaseData,
  setting: Setting | undefined,
  folder: string,
  peers: LinearPeers,
): Promise<Contestant> {
  const request =
    setting === undefined
      ? { fit: who, folds }
      : { fit: who, alpha: setting.alpha, l1_ratio: setting.l1Ratio };
  const run = async (): Promise<number> => Number((await peers.ask(request))["ms"]);
  if (setting === undefined) return { who, run, gap: undefined };
  const file = join(folder, "coefficients.bin");
  await peers.ask({ ...request, coefficients: file });
  const coefficients = new Float64Array(new Uint8Array(readFileSync(file)).buffer);
  return { who, run, gap: checkedGap(who, relativeGap(data, setting, coefficients)) };
}

function checkedGap(who: string, gap: number): number {
  if (!(gap <= LARGEST_GAP))
    console.log(`  ${who} stops too early to compare: its gap is ${gap.toExponential(2)}`);
  return gap;
}

function print(
  label: string,
  { who, medianMs, rangeMs }: Timing,
  gap: number | undefined,
  times: readonly number[],
  reference: Timing | undefined,
): void {
  const ratio =
    reference === undefined ? "" : `, ${medianRatio(times, reference.timesMs).toFixed(3)} of scikit-learn`;
  const [low, high] = rangeMs.map((ms) => ms.toFixed(2));
  const distance = gap === undefined ? "" : `, gap ${gap.toExponential(1)}`;
  console.log(
    `  ${label.padEnd(28)} ${who.padEnd(14)} ${medianMs.toFixed(2).padStart(10)} ms (${low} to ${high})${distance}${ratio}`,
  );
}

/** The middle of the ratios round by round: what slows a whole round down cancels. */
function medianRatio(times: readonly number[], reference: readonly number[]): number {
  return timing(
    "",
    times.map((ms, i) => ms / reference[i]!),
  ).medianMs;
}
