// Tracking: what is logged, searched and moved in a second, with --peers against MLflow in turns, over the same runs.
import { createHash } from "node:crypto";
import { closeSync, createReadStream, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { TrackingClient } from "traintracks";
import { type Timing, timing, writeResult } from "./measure.ts";
import { TrackingPeer } from "./peers/tracking-peer.ts";
import {
  type BenchSearch,
  type Contestant,
  mlflow,
  ours,
  oursInTheBackground,
} from "./tracking-contestants.ts";
import { makeStore } from "./tracking-data.ts";
import { answering, ourServer, type ServerProcess } from "./tracking-server-process.ts";

const ROUNDS = 3;
const BATCH_POINTS = 1000;
const RUNS_PER_TURN = 20;
const LONG_POINTS = 1_000_000;
const FILE_BYTES = 2 ** 30;
const PIECE_BYTES = 2 ** 20;
const MEMORY_RUNS = 10_000;
const MEMORY_METRICS = 50;
const SEARCHES: readonly BenchSearch[] = [
  { what: "the newest 100", filter: "", order: [], results: 100, pages: 1 },
  { what: "the best 100 by a metric", filter: "", order: ["metrics.m0 ASC"], results: 100, pages: 1 },
  {
    what: "filtered and ordered, two pages of 100",
    filter: "metrics.m1 < 0.5 AND params.p1 = '3'",
    order: ["metrics.m0 DESC"],
    results: 100,
    pages: 2,
  },
];

const MLFLOW_FOLDER = "MLflow, folder";

interface Result {
  readonly what: string;
  readonly unit: string;
  readonly timings?: readonly Timing[];
  readonly facts?: Readonly<Record<string, unknown>>;
}

const PARTS: Readonly<Record<string, (peer: TrackingPeer | undefined) => Promise<readonly Result[]>>> = {
  log: measureLogging,
  search: measureSearches,
  artifacts: measureArtifacts,
  start: measureStart,
  memory: measureMemory,
};

/**
 * Measures in turns and keeps the results.
 *
 * @param args `--peers`, and names of parts; all of them when there are none.
 */
export async function tracking(args: readonly string[]): Promise<void> {
  const names = args.filter((arg) => !arg.startsWith("--"));
  const peer = args.includes("--peers") ? await TrackingPeer.start() : undefined;
  try {
    for (const [name, measure] of Object.entries(PARTS)) {
      if (names.length > 0 && !names.includes(name)) continue;
      console.log(`\n${name}`);
      const results = await measure(peer);
      writeResult(`tracking-${name}`, {
        what: "milliseconds as the client sees them, in turns in one session; one process of each client",
        versions: (await peer?.ask("versions")) ?? {},
        results,
      });
    }
  } finally {
    peer?.stop();
  }
}

async function measureLogging(peer: TrackingPeer | undefined): Promise<readonly Result[]> {
  return await inFreshFolder(async (folder) => {
    const store = join(folder, "ours");
    await using server = await ourServer(folder, join(folder, "served"));
    await using theirs = await theirServer(peer, folder, `sqlite:///${join(folder, "served.db")}`);
    const contestants = [
      await ours("traintracks, folder", store, 20_000),
      await oursInTheBackground("traintracks, server, in the background", server.url, 20_000),
      await ours("traintracks, server, each call awaited", server.url, 2000),
      ...(await mlflowOver(peer, folder, theirs, [1000, 100, 50])),
    ];
    const results: Result[] = [];
    results.push({
      what: "one point logged by a call of its own",
      unit: "milliseconds a call",
      timings: await inTurns(contestants, async (who) => (await who.log(who.calls)) / who.calls),
    });
    for (const who of contestants) {
      const wanted = who.who.includes("background") ? who.calls : who.calls * (ROUNDS + 1);
      const there = await who.countLogged();
      if (there < wanted) throw new Error(`${who.who} has ${there} points of ${wanted}`);
    }
    results.push({
      what: `a batch of ${BATCH_POINTS} points over 10 metrics`,
      unit: "milliseconds",
      timings: await inTurns(contestants, (who) => who.batch?.(BATCH_POINTS)),
    });
    results.push({
      what: "a run made and finished",
      unit: "milliseconds",
      timings: await inTurns(contestants, async (who) => {
        const ms = await who.make?.(RUNS_PER_TURN);
        return ms === undefined ? undefined : ms / RUNS_PER_TURN;
      }),
    });
    return results;
  });
}

async function measureSearches(peer: TrackingPeer | undefined): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const runs of [1000, 10_000]) {
    await inFreshFolder(async (folder) => {
      const longPoints = runs === 10_000 ? LONG_POINTS : 0;
      const lines = join(folder, "runs.jsonl");
      const { experimentId, runId, ...store } = await makeStore(join(folder, "mlruns"), lines, {
        runs,
        metrics: 5,
        longPoints,
      });
      const uri = `sqlite:///${join(folder, "runs.db")}`;
      const request = { uri, database: join(folder, "runs.db"), experiment: experimentId, file: lines };
      await peer?.ask("insert", { ...request, points: longPoints, run: runId });
      await using server = await ourServer(folder, store.folder);
      await using theirs = await theirServer(peer, folder, uri);
      const contestants = [
        await ours("traintracks, folder", store.folder, 0),
        await ours("traintracks, server", server.url, 0),
        ...(await mlflowOver(peer, folder, theirs, [0, 0, 0], store.folder, uri)).filter(
          // Over 10,000 runs in a folder each of MLflow's searches takes about twenty seconds: a thousand tell enough.
          ({ who }) => runs <= 1000 || who !== MLFLOW_FOLDER,
        ),
      ];
      for (const search of SEARCHES) {
        const answers: (readonly string[])[] = [];
        const timings = await inTurns(contestants, async (who) => {
          const outcome = await who.search?.(experimentId, search);
          answers.push(outcome?.names ?? []);
          return outcome?.ms;
        });
        for (const names of answers) {
          if (names.join() !== answers[0]?.join() || names.length === 0) {
            throw new Error(`Not all find the same runs: ${search.what}`);
          }
        }
        results.push({ what: `${runs} runs: ${search.what}`, unit: "milliseconds", timings });
      }
      if (longPoints === 0) return;
      const timings = await inTurns(
        contestants,
        async (who) => {
          const history = await who.history?.(runId, "long");
          const expected = (longPoints * (longPoints - 1)) / 2 / 7;
          if (history?.count !== longPoints || Math.abs(history.sum / expected - 1) > 1e-9) {
            throw new Error(`${who.who} has another history: ${history?.count} points`);
          }
          return history.ms;
        },
        1,
      );
      results.push({
        what: `the history of a metric with ${longPoints} points`,
        unit: "milliseconds",
        timings,
      });
    });
  }
  return results;
}

async function measureArtifacts(peer: TrackingPeer | undefined): Promise<readonly Result[]> {
  return await inFreshFolder(async (folder) => {
    const file = join(folder, "weights.bin");
    const expected = writeLargeFile(file);
    await using server = await ourServer(folder, join(folder, "mlruns"));
    await using theirs = await theirServer(peer, folder, `sqlite:///${join(folder, "runs.db")}`);
    const servers = [server, ...(theirs === undefined ? [] : [theirs])];
    const contestants = [
      await ours("traintracks, server", server.url, 0),
      ...(theirs === undefined || peer === undefined
        ? []
        : [await mlflow("MLflow, server", theirs.url, 0, peer)]),
    ];
    const results: Result[] = [];
    const ups: Timing[] = [];
    const downs: Timing[] = [];
    for (const [i, { who, upload, download }] of contestants.entries()) {
      const { url, memory } = servers[i]!;
      const runId = (await new TrackingClient(url).createRun({ experimentId: "0" })).info.runId;
      const before = memory();
      ups.push(timing(who, [(await upload?.(runId, file)) ?? 0]));
      const copy = join(folder, `copy-${i}`);
      downs.push(timing(who, [(await download?.(runId, "weights.bin", copy)) ?? 0]));
      if ((await digestOf(join(copy, "weights.bin"))) !== expected) {
        throw new Error(`${who} gave back another file`);
      }
      rmSync(copy, { recursive: true });
      const grownBytes = memory().peakBytes - before.nowBytes;
      results.push({
        what: `${who}: what the server's memory grew by at its peak`,
        unit: "bytes",
        facts: { grownBytes },
      });
    }
    tell(ups);
    tell(downs);
    results.push({ what: "an artifact of 1 GiB to the server", unit: "milliseconds", timings: ups });
    results.push({ what: "the same back from the server", unit: "milliseconds", timings: downs });
    return results;
  });
}

async function measureStart(peer: TrackingPeer | undefined): Promise<readonly Result[]> {
  return await inFreshFolder(async (folder) => {
    const starts: Readonly<Record<string, () => Promise<ServerProcess | undefined>>> = {
      traintracks: () => ourServer(folder, join(folder, "mlruns")),
      ...(peer !== undefined && {
        "MLflow, one worker": () => theirServer(peer, folder, `sqlite:///${join(folder, "runs.db")}`),
      }),
    };
    const results: Result[] = [];
    const times = new Map(Object.keys(starts).map((who) => [who, [] as number[]]));
    const bytes = new Map(Object.keys(starts).map((who) => [who, [] as number[]]));
    for (let round = 0; round <= ROUNDS; round++) {
      for (const [who, start] of Object.entries(starts)) {
        await using server = await start();
        if (round === 0 || server === undefined) continue; // the first makes the store
        times.get(who)?.push(server.startMs);
        bytes.get(who)?.push(server.memory().nowBytes);
      }
    }
    const timings = Array.from(times, ([who, all]) => timing(who, all));
    tell(timings);
    results.push({ what: "from the start of the server to its first answer", unit: "milliseconds", timings });
    const facts = Object.fromEntries(bytes);
    console.log(facts);
    results.push({ what: "what the server takes then", unit: "bytes", facts });
    return results;
  });
}

async function measureMemory(): Promise<readonly Result[]> {
  return await inFreshFolder(async (folder) => {
    const size = { runs: MEMORY_RUNS, metrics: MEMORY_METRICS, longPoints: 0 };
    const store = await makeStore(join(folder, "mlruns"), join(folder, "runs.jsonl"), size);
    await using server = await ourServer(folder, store.folder);
    const client = await ours("traintracks, server", server.url, 0);
    for (const search of SEARCHES) await client.search?.(store.experimentId, search);
    const all = { what: "all", filter: "", order: [], results: 1000, pages: MEMORY_RUNS / 1000 };
    const outcome = await client.search?.(store.experimentId, all);
    if (outcome?.names.length !== MEMORY_RUNS) throw new Error("Not all runs were served");
    const { peakBytes } = server.memory();
    const facts = { peakBytes, allRunsMs: outcome.ms };
    console.log(facts);
    return [
      {
        what: `the server's memory at its peak, having served ${MEMORY_RUNS} runs with ${MEMORY_METRICS} metrics each`,
        unit: "bytes",
        facts,
      },
    ];
  });
}

async function theirServer(
  peer: TrackingPeer | undefined,
  folder: string,
  uri: string,
): Promise<ServerProcess | undefined> {
  return peer === undefined ? undefined : await answering(() => peer.server(uri, folder));
}

/** MLflow's client over a folder, a database, and a server over a database. */
async function mlflowOver(
  peer: TrackingPeer | undefined,
  folder: string,
  server: ServerProcess | undefined,
  calls: readonly number[],
  store: string = join(folder, "theirs"),
  database = `sqlite:///${join(folder, "theirs.db")}`,
): Promise<readonly Contestant[]> {
  if (peer === undefined || server === undefined) return [];
  return [
    await mlflow(MLFLOW_FOLDER, store, calls[0] ?? 0, peer),
    await mlflow("MLflow, SQLite", database, calls[1] ?? 0, peer),
    await mlflow("MLflow, server over SQLite", server.url, calls[2] ?? 0, peer),
  ];
}

/** Lets all take turns, once to warm up and then to be timed; leaves out who cannot do it. */
async function inTurns(
  contestants: readonly Contestant[],
  measure: (who: Contestant) => Promise<number | undefined> | undefined,
  rounds = ROUNDS,
): Promise<readonly Timing[]> {
  const times = contestants.map((): number[] => []);
  for (let round = rounds === 1 ? 1 : 0; round <= rounds; round++) {
    for (const [i, who] of contestants.entries()) {
      const ms = await measure(who);
      if (ms !== undefined && round > 0) times[i]?.push(ms);
    }
  }
  const timings = contestants.flatMap(({ who }, i) => {
    const row = times[i] ?? [];
    return row.length === 0 ? [] : [timing(who, row)];
  });
  tell(timings);
  return timings;
}

function tell(timings: readonly Timing[]): void {
  for (const { who, medianMs, rangeMs } of timings) {
    const [low, high] = rangeMs.map((ms) => ms.toPrecision(3));
    console.log(`  ${who.padEnd(40)} ${medianMs.toPrecision(3).padStart(8)} ms (${low} to ${high})`);
  }
  console.log();
}

function writeLargeFile(path: string): string {
  const hash = createHash("sha256");
  const piece = Buffer.alloc(PIECE_BYTES);
  const file = openSync(path, "w");
  for (let i = 0; i < FILE_BYTES / PIECE_BYTES; i++) {
    piece.fill(createHash("sha256").update(String(i)).digest());
    hash.update(piece);
    writeSync(file, piece);
  }
  closeSync(file);
  return hash.digest("hex");
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}

async function inFreshFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "traintracks-bench-"));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
