// Streams of events to browsers: what has changed since they last heard, by one clock for all of them.
import type { ServerResponse } from "node:http";
import { failure } from "../../errors/index.ts";
import { monotonicMs, nowMs } from "../../system/index.ts";
import type { RunTable } from "../../tracking/index.ts";
import { HEARTBEAT_MS, MAX_EVENT_IDS, MAX_EVENT_POINTS, MAX_STREAMS, STREAM_TICK_MS } from "../limits.ts";
import { numbersToJson } from "./value-json.ts";

/** What a client wants to hear of. */
export interface StreamRequest {
  readonly experimentIds: readonly string[];
  /** Only these runs; empty for all of the experiments. */
  readonly runIds: readonly string[];
  /** A cursor from an earlier stream: what has happened since is told first. */
  readonly since: string | undefined;
  /** Metrics whose new points are wanted, with the number of points the client has. */
  readonly series: readonly { readonly runId: string; readonly key: string; readonly from: number }[];
}

/** One process's versions mean nothing to another: a cursor names the process that gave it. */
const PROCESS_NAME_BASE = 36;

/** All open streams of a server. */
export class LiveStreams {
  readonly #table: RunTable;
  /** The first part of every cursor. */
  readonly #epoch = nowMs().toString(PROCESS_NAME_BASE);
  readonly #streams = new Set<LiveStream>();
  #timer: NodeJS.Timeout | undefined;

  constructor(table: RunTable) {
    this.#table = table;
  }

  /**
   * Sends events to a client until it goes, or {@link close}.
   *
   * @param response Its head has been sent, after {@link checkRoom}.
   */
  open(request: StreamRequest, response: ServerResponse): void {
    const stream = new LiveStream(this.#table, request, response, this.#epoch);
    this.#streams.add(stream);
    response.on("close", () => {
      this.#streams.delete(stream);
      if (this.#streams.size === 0) this.#stop();
    });
    stream.greet();
    this.#timer ??= setInterval(() => this.#tick(), STREAM_TICK_MS);
  }

  /** Refuses one stream more than there may be, with `TEMPORARILY_UNAVAILABLE`. */
  checkRoom(): void {
    if (this.#streams.size < MAX_STREAMS) return;
    throw failure(
      "TEMPORARILY_UNAVAILABLE",
      `Cannot follow changes: ${MAX_STREAMS} clients do so already; close another window`,
    );
  }

  /** Ends all streams: the server stops. */
  close(): void {
    this.#stop();
    for (const stream of this.#streams) stream.end();
  }

  #stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #tick(): void {
    const experimentIds = new Set([...this.#streams].flatMap((stream) => stream.experimentIds));
    for (const experimentId of experimentIds) this.#table.look(experimentId);
    for (const stream of this.#streams) stream.tell();
  }
}

class LiveStream {
  readonly experimentIds: readonly string[];
  readonly #table: RunTable;
  readonly #response: ServerResponse;
  readonly #epoch: string;
  readonly #runIds: ReadonlySet<string>;
  /** The version of each experiment that the client knows. */
  readonly #versions = new Map<string, number>();
  readonly #series: { readonly runId: string; readonly key: string; count: number }[];
  #sentMs = monotonicMs();

  constructor(table: RunTable, request: StreamRequest, response: ServerResponse, epoch: string) {
    this.#table = table;
    this.#response = response;
    this.#epoch = epoch;
    this.experimentIds = request.experimentIds;
    this.#runIds = new Set(request.runIds);
    this.#series = request.series.map(({ runId, key, from }) => ({ runId, key, count: from }));
    const known = this.#versionsOf(request.since);
    for (const experimentId of request.experimentIds) {
      // An unknown cursor counts as a version that is yet to come: then everything may have changed.
      const unknown = request.since === undefined ? undefined : Number.POSITIVE_INFINITY;
      const version = known.get(experimentId) ?? unknown ?? table.changes(experimentId, undefined).version;
      this.#versions.set(experimentId, version);
    }
  }

  #versionsOf(cursor: string | undefined): ReadonlyMap<string, number> {
    const [epoch, ...parts] = (cursor ?? "").split("~");
    if (epoch !== this.#epoch) return new Map();
    return new Map(
      parts.map((part) => {
        const [experimentId = "", version] = part.split(".");
        return [experimentId, Number(version)];
      }),
    );
  }

  /** Tells the cursor to begin with, and what has happened since the client's own. */
  greet(): void {
    this.#send("hello", { cursor: this.#cursor(), version: this.#table.version(this.experimentIds) });
    this.tell();
  }

  #cursor(): string {
    const parts = [...this.#versions].map(([experimentId, version]) => `${experimentId}.${version}`);
    return [this.#epoch, ...parts].join("~");
  }

  /** Tells what is new; a client that has not yet taken in what it was sent is left alone. */
  tell(): void {
    if (this.#response.writableNeedDrain) return;
    for (const runId of this.#runIds) this.#lookAt(runId);
    for (const experimentId of this.experimentIds) this.#tellRuns(experimentId);
    for (const series of this.#series) this.#tellPoints(series);
    if (monotonicMs() - this.#sentMs > HEARTBEAT_MS) this.#write(":\n\n");
  }

  #lookAt(runId: string): void {
    const row = this.#table.row(runId);
    if (row === undefined) return;
    row.touch();
    for (const key of row.keys("metric")) row.metric(key);
  }

  #tellRuns(experimentId: string): void {
    const { version, isPartial, ...lists } = this.#table.changes(
      experimentId,
      this.#versions.get(experimentId),
    );
    this.#versions.set(experimentId, version);
    const [added, changed, removed] = [lists.added, lists.changed, lists.removed].map((ids) =>
      this.#runIds.size === 0 ? ids : ids.filter((id) => this.#runIds.has(id)),
    ) as [readonly string[], readonly string[], readonly string[]];
    const count = added.length + changed.length + removed.length;
    if (count === 0 && !isPartial) return;
    this.#send("runs", {
      cursor: this.#cursor(),
      version,
      experiment_id: experimentId,
      added: added.slice(0, MAX_EVENT_IDS),
      changed: changed.slice(0, MAX_EVENT_IDS),
      removed: removed.slice(0, MAX_EVENT_IDS),
      more: isPartial || Math.max(added.length, changed.length, removed.length) > MAX_EVENT_IDS,
    });
  }

  #tellPoints(series: { readonly runId: string; readonly key: string; count: number }): void {
    const { runId, key, count } = series;
    const history = this.#table.history(runId, key);
    const total = history?.length ?? 0;
    if (history === undefined || total === count) return;
    series.count = total;
    const common = { run_id: runId, key, total };
    // Fewer points than before: the file is another one.
    if (total < count || total - count > MAX_EVENT_POINTS) {
      this.#send("points", { ...common, from: count, skipped: true });
      return;
    }
    this.#send("points", {
      ...common,
      from: count,
      steps: Array.from(history.steps.subarray(count, total)),
      times: Array.from(history.timesMs.subarray(count, total)),
      values: numbersToJson(history.values.subarray(count, total)),
    });
  }

  /** Says that no more will come. */
  end(): void {
    this.#send("end", {});
    this.#response.end();
  }

  #send(event: string, data: object): void {
    this.#write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  #write(text: string): void {
    this.#sentMs = monotonicMs();
    this.#response.write(text);
  }
}
