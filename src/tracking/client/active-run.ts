// A run that is open for logging.
import { join } from "node:path";
import { failure, invalidType, invalidValue, quote } from "../../errors/index.ts";
import { environmentText, nowMs } from "../../system/index.ts";
import type { ArtifactRepository } from "../artifacts/artifact-repository.ts";
import { localPathOf, schemeOf } from "../artifacts/file-uri.ts";
import { logFile, logFolder } from "../artifacts/log-files.ts";
import type { Awaitable, DatasetRecord, Metric, RunInfo, RunStatus } from "../entities.ts";
import { type Named, pairsOf, textsOf } from "./param-text.ts";
import { RunQueue } from "./run-queue.ts";
import type { TrackingClient } from "./tracking-client.ts";
import { lateWork, UnfinishedWork } from "./unfinished-work.ts";
import { isPending, whenReady } from "./when-ready.ts";

/** What may go with a metric point. */
export interface MetricOptions {
  /** Where in the training the point belongs, such as the epoch; a whole number. Default 0. */
  readonly step?: number | undefined;
  /** Milliseconds since the epoch. Default: now. */
  readonly timestampMs?: number | undefined;
  /** The logged model the point is about. Default: the model last logged to the run, if any. */
  readonly modelId?: string | undefined;
  /** The data set it was measured on, by the name and digest it was logged with. */
  readonly dataset?: { readonly name: string; readonly digest: string } | undefined;
}

/** What may go with a data set. */
export interface InputOptions {
  /** What the data was used for, such as `training`. */
  readonly context?: string | undefined;
  readonly tags?: Named<unknown> | undefined;
}

/**
 * A run that is open for logging. The functions of the same names (`logParam`, …) do the same for the active run.
 *
 * Methods that give nothing back return when the value is in the store, if that is a folder. A tracking server is told
 * in the background, in order and in batches; {@link flush} and {@link end} wait for it. A mistake (a bad name, a param
 * that changes) is thrown at the call. A store that fails (disk full, server away) never stops the training: the first
 * fault is a warning, and `flush` and `end` throw one error of code `DATA_LOSS`.
 *
 * With `await using run = await startRun()` the run ends with its block, as `FINISHED`: such a block does not learn
 * of an error that leaves it. `withRun` does, and ends the run as `FAILED`.
 */
export class ActiveRun implements AsyncDisposable {
  /** The client the run was started with: for everything that is not about logging to this run. */
  readonly client: TrackingClient;
  readonly #info: Awaitable<RunInfo>;
  #knownInfo: RunInfo | undefined;
  readonly #queue: RunQueue;
  readonly #work = new UnfinishedWork();
  readonly #lastWords: (() => void)[] = [];
  readonly #onEnd: (ended: Awaitable<void>) => void;
  /** The answer of the store to the end of the run; the run is open as long as there is no question. */
  #ended: { readonly answer: Awaitable<void> } | undefined;
  /** Whether the store has been told of the end. */
  #isClosed = false;
  #modelId: string | undefined = environmentText("MLFLOW_ACTIVE_MODEL_ID");

  /**
   * @param client Where the run is.
   * @param info The run, which may still be in the making.
   * @param onEnd Called once, when the run is no longer open, with what tells when the store knows.
   */
  constructor(client: TrackingClient, info: Awaitable<RunInfo>, onEnd: (ended: Awaitable<void>) => void) {
    this.client = client;
    this.#info = info;
    this.#onEnd = onEnd;
    if (isPending(info))
      info.then(
        (known) => (this.#knownInfo = known),
        () => {},
      );
    else this.#knownInfo = info;
    this.#queue = new RunQueue(
      client.store,
      whenReady(info, ({ runId }) => runId),
    );
  }

  /** The run as it was when it was started; what it is now, `getRun` tells. */
  get info(): RunInfo {
    if (this.#knownInfo !== undefined) return this.#knownInfo;
    throw failure(
      "BAD_REQUEST",
      "Cannot tell the run's id yet: the server is still making it; await ready() first",
    );
  }

  get runId(): string {
    return this.info.runId;
  }

  /** Where a person finds the run: its folder, or its page at the tracking server. */
  get location(): string {
    const { experimentId, runId } = this.info;
    const { uri } = this.client.store;
    if (schemeOf(uri) !== "file") return `${uri}/#/experiments/${experimentId}/runs/${runId}`;
    return join(localPathOf(uri), experimentId, runId);
  }

  /** The run as it was when it was started, as soon as the store has made it. */
  created(): Awaitable<RunInfo> {
    return this.#info;
  }

  /** Waits until the run exists. Only needed when a run is started without `await`. */
  async ready(): Promise<this> {
    await this.#info;
    return this;
  }

  /**
   * Logs a param. It may be logged again with the same value, not with another.
   *
   * @param key Letters, digits, `_ - . : /` and blanks, at most 250 characters.
   * @param value Kept as text: numbers in their shortest form, arrays and objects as JSON.
   */
  logParam(key: string, value: unknown): void {
    this.logParams(new Map([[key, value]]));
  }

  /** Logs several params at once: all or, if one cannot be logged, none. */
  logParams(params: Named<unknown>): void {
    this.#queue.log({ params: textsOf(params) });
  }

  /**
   * Logs one point of a metric.
   *
   * @param key As for a param.
   * @param value Any number; NaN and the infinities are kept as such.
   */
  logMetric(key: string, value: number, options: MetricOptions = {}): void {
    this.#queue.log({ metrics: [this.#metric(key, value, options)] });
  }

  /** Logs one point of several metrics, all with the same time and step. */
  logMetrics(metrics: Named<number>, options: MetricOptions = {}): void {
    const timestampMs = options.timestampMs ?? nowMs();
    this.#queue.log({
      metrics: pairsOf(metrics).map(([key, value]) => this.#metric(key, value, { ...options, timestampMs })),
    });
  }

  /** Logs points as they are. */
  logPoints(metrics: readonly Metric[]): void {
    this.#queue.log({ metrics });
  }

  /** Sets a tag; an earlier value is replaced. Keys as for params. */
  setTag(key: string, value: unknown): void {
    this.setTags(new Map([[key, value]]));
  }

  /** Sets several tags at once. */
  setTags(tags: Named<unknown>): void {
    this.#queue.log({ tags: textsOf(tags) });
  }

  /** Removes a tag. */
  deleteTag(key: string): void {
    this.#queue.call((store, runId) => store.deleteTag(runId, key));
  }

  /** Notes a data set that goes into the run: its description, not the data. */
  logDatasetRecord(dataset: DatasetRecord, { context, tags = {} }: InputOptions = {}): void {
    const all = textsOf(tags);
    if (context !== undefined) all.set("mlflow.data.context", context);
    this.#queue.call((store, runId) => store.logInputs(runId, { datasets: [{ dataset, tags: all }] }));
  }

  /** Notes a logged model that comes out of the run. Metrics logged from now on are also about that model. */
  logModelOutput(modelId: string, step = 0): void {
    this.#queue.call((store, runId) => store.logOutputs(runId, [{ modelId, step }]));
    this.#modelId = modelId;
  }

  /**
   * Copies a local file, or a folder under its own name, to the run's artifacts.
   *
   * @param localPath The file or folder.
   * @param artifactFolder The folder among the artifacts; default: their root.
   */
  async logArtifact(localPath: string, artifactFolder = ""): Promise<void> {
    await logFile(await this.artifacts(), localPath, artifactFolder);
  }

  /** Copies all that is in a local folder to a folder among the run's artifacts (default: their root). */
  async logArtifacts(localFolder: string, artifactFolder = ""): Promise<void> {
    await logFolder(await this.artifacts(), localFolder, artifactFolder);
  }

  /** Writes a text as an artifact, such as `notes/readme.txt`. */
  async logText(text: string, artifactFile: string): Promise<void> {
    await (await this.artifacts()).write(artifactFile, text);
  }

  /** Writes a value as a JSON artifact, indented by two blanks. */
  async logDict(dictionary: unknown, artifactFile: string): Promise<void> {
    await this.logText(JSON.stringify(dictionary, undefined, 2), artifactFile);
  }

  /** Writes bytes, such as those of an image, as an artifact. */
  async logBytes(bytes: Uint8Array, artifactFile: string): Promise<void> {
    await (await this.artifacts()).write(artifactFile, bytes);
  }

  /** Where the run's artifacts are kept. */
  async artifacts(): Promise<ArtifactRepository> {
    return this.client.openArtifacts((await this.#info).artifactUri);
  }

  /**
   * Lets {@link flush} and {@link end} wait for work that still logs to this run. It must not itself wait for those.
   *
   * @param atOnce Called when the process ends before the work is done: logs what can be logged at once.
   */
  waitFor(work: PromiseLike<unknown>, atOnce: () => void = () => {}): void {
    // What comes after the end, such as a metric of a model that was fitted in the run, is waited for as well.
    (this.#ended === undefined ? this.#work : lateWork).add(work, atOnce);
  }

  /** Does something when the run is told to end, before its work is waited for. */
  beforeEnd(work: () => void): void {
    this.#lastWords.push(work);
  }

  /**
   * Waits until everything logged so far is in the store, also by work in the background.
   *
   * @throws Error `DATA_LOSS` when something could not be recorded since the last flush.
   */
  async flush(): Promise<void> {
    await this.#work.over();
    await this.#queue.flush();
  }

  /** As {@link flush}, without waiting for work in the background, which may use this itself. */
  async sent(): Promise<void> {
    await this.#queue.flush();
  }

  /**
   * Ends the run, after everything logged to it is in the store. Ending it again changes nothing.
   *
   * @throws Error `DATA_LOSS` when something could not be recorded; the run has ended all the same.
   */
  async end(status: RunStatus = "FINISHED"): Promise<void> {
    await this.close(status);
  }

  /** What tells when the end has reached the store; undefined while the run has not been told to end. */
  get ending(): Awaitable<void> | undefined {
    return this.#ended?.answer;
  }

  /** As {@link end}, and already done on return if the store answers at once. */
  close(status: RunStatus): Awaitable<void> {
    this.#ended ??= { answer: this.#close(status) };
    return this.#ended.answer;
  }

  /** As {@link end}, for the end of the process: done on return, as far as the store can. */
  closeAtOnce(status: RunStatus): void {
    if (!isPending(this.close(status))) return;
    this.#work.doAtOnce();
    this.#closeInStore(status, nowMs());
    this.#queue.flushAtOnce();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end();
  }

  #close(status: RunStatus): Awaitable<void> {
    const endTimeMs = nowMs();
    let answer: Awaitable<void>;
    for (const lastWord of this.#lastWords) lastWord();
    try {
      answer = whenReady(this.#work.over(), () => {
        this.#closeInStore(status, endTimeMs);
        return this.#queue.flush();
      });
    } catch (error) {
      this.#onEnd(undefined);
      throw error;
    }
    this.#onEnd(answer);
    return answer;
  }

  /** Tells the store of the end, once. */
  #closeInStore(status: RunStatus, endTimeMs: number): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#queue.call((store, runId) =>
      whenReady(store.updateRun(runId, { status, endTimeMs }), () => undefined),
    );
  }

  #metric(key: string, value: number, { step = 0, timestampMs, modelId, dataset }: MetricOptions): Metric {
    if (typeof value !== "number") {
      throw invalidType(
        `Cannot log metric ${quote(key)}: its value must be a number: current value is ${quote(value)}`,
      );
    }
    if (!Number.isSafeInteger(step)) {
      throw invalidValue(
        `Cannot log metric ${quote(key)}: its step must be a whole number: current value is ${step}`,
      );
    }
    return {
      key,
      value,
      timestampMs: timestampMs ?? nowMs(),
      step,
      modelId: modelId ?? this.#modelId,
      datasetName: dataset?.name,
      datasetDigest: dataset?.digest,
    };
  }
}
