// Who takes part in the tracking benchmark, and how each does what is timed: always through its own client.
import { mkdirSync } from "node:fs";
import { endRun, flush, logMetric, setTrackingUri, startRun, TrackingClient } from "traintracks";
import type { TrackingPeer } from "./peers/tracking-peer.ts";

/** A search that is timed. */
export interface BenchSearch {
  readonly what: string;
  readonly filter: string;
  readonly order: readonly string[];
  readonly results: number;
  readonly pages: number;
}

/** What a search came to. */
export interface SearchOutcome {
  readonly ms: number;
  readonly names: readonly string[];
}

/** One client over one store. */
export interface Contestant {
  readonly who: string;
  /** How many calls one turn of logging single points has. */
  readonly calls: number;
  /** Milliseconds for so many points logged one by one. */
  log(calls: number): Promise<number>;
  /** How many points are there of those that {@link log} has logged. */
  countLogged(): Promise<number>;
  /** Milliseconds for one batch; undefined where there is no such call. */
  batch?(points: number): Promise<number>;
  /** Milliseconds for so many runs, each made and finished. */
  make?(count: number): Promise<number>;
  search?(experimentId: string, search: BenchSearch): Promise<SearchOutcome>;
  history?(
    runId: string,
    key: string,
  ): Promise<{ readonly ms: number; readonly count: number; readonly sum: number }>;
  upload?(runId: string, file: string): Promise<number>;
  download?(runId: string, path: string, folder: string): Promise<number>;
}

async function timed<T>(work: () => Promise<T>): Promise<readonly [number, T]> {
  const startMs = performance.now();
  const result = await work();
  return [performance.now() - startMs, result];
}

/** Our client; every call is awaited before the next. */
export async function ours(who: string, uri: string, calls: number): Promise<Contestant> {
  const client = new TrackingClient(uri);
  const runId = (await client.createRun({ experimentId: "0" })).info.runId;
  return {
    who,
    calls,
    log: async (count) => {
      const [ms] = await timed(async () => {
        for (let step = 0; step < count; step++)
          await client.logMetric(runId, { key: "loss", value: step / 7, step });
      });
      return ms;
    },
    countLogged: async () => (await client.getMetricHistory(runId, "loss")).length,
    batch: async (points) => {
      const timestampMs = Date.now();
      const metrics = Array.from({ length: points }, (_, i) => ({
        key: `batch${i % 10}`,
        value: i / 3,
        timestampMs,
        step: i,
      }));
      return (await timed(() => client.logBatch(runId, { metrics })))[0];
    },
    make: async (count) => {
      const [ms] = await timed(async () => {
        for (let i = 0; i < count; i++) {
          const { info } = await client.createRun({ experimentId: "0" });
          await client.setTerminated(info.runId);
        }
      });
      return ms;
    },
    search: async (experimentId, { filter, order, results, pages }) => {
      const [ms, names] = await timed(async () => {
        const found: string[] = [];
        let pageToken: string | undefined;
        for (let page = 0; page < pages; page++) {
          const request = { experimentIds: [experimentId], filter, orderBy: order, maxResults: results };
          const { items, nextPageToken } = await client.searchRuns({ ...request, pageToken });
          found.push(...items.map(({ info }) => info.runName));
          pageToken = nextPageToken;
        }
        return found;
      });
      return { ms, names };
    },
    history: async (run, key) => {
      const [ms, points] = await timed(() => client.getMetricHistory(run, key));
      return { ms, count: points.length, sum: points.reduce((sum, point) => sum + point.value, 0) };
    },
    upload: async (run, file) => (await timed(() => client.logArtifact(run, file)))[0],
    download: async (run, path, folder) =>
      (await timed(() => client.downloadArtifacts(run, path, folder)))[0],
  };
}

/** Our functions for the active run: they return at once, and what they took in is there when `flush` returns. */
export async function oursInTheBackground(who: string, uri: string, calls: number): Promise<Contestant> {
  setTrackingUri(uri);
  const client = new TrackingClient(uri);
  let runId = "";
  return {
    who,
    calls,
    log: async (count) => {
      const run = await startRun();
      runId = run.runId;
      const [ms] = await timed(async () => {
        for (let step = 0; step < count; step++) logMetric("loss", step / 7, { step });
        await flush();
      });
      await endRun();
      return ms;
    },
    countLogged: async () => (await client.getMetricHistory(runId, "loss")).length,
  };
}

/** MLflow's client. */
export async function mlflow(
  who: string,
  uri: string,
  calls: number,
  peer: TrackingPeer,
): Promise<Contestant> {
  await peer.ask("opened", { uri });
  const msOf = async (operation: string, request: object): Promise<number> =>
    Number((await peer.ask(operation, { uri, ...request }))["ms"]);
  return {
    who,
    calls,
    log: (count) => msOf("log", { calls: count }),
    countLogged: async () => Number((await peer.ask("count_points", { uri, key: "loss" }))["count"]),
    batch: (points) => msOf("batch", { points }),
    make: (count) => msOf("make", { count }),
    search: async (experiment, { filter, order, results, pages }) => {
      const answer = await peer.ask("search", { uri, experiment, filter, order, results, pages });
      return { ms: Number(answer["ms"]), names: answer["names"] as readonly string[] };
    },
    history: async (run, key) => {
      const { ms, count, sum } = await peer.ask("history", { uri, run, key });
      return { ms: Number(ms), count: Number(count), sum: Number(sum) };
    },
    upload: (run, file) => msOf("upload", { run, file }),
    download: async (run, path, folder) => {
      mkdirSync(folder, { recursive: true });
      return await msOf("download", { run, path, folder });
    },
  };
}
