// The story of one fit, written to a run: to the active one, or to a run of its own.
import { failure, messageOf } from "../errors/index.ts";
import { isSparseInput } from "../estimators/index.ts";
import type { Fit } from "../events/index.ts";
import {
  type ActiveRun,
  type Awaitable,
  activeRun,
  contextTags,
  detachFromScope,
  isPending,
  type LoggedModel,
  openActiveRun,
  whenReady,
} from "../tracking/index.ts";
import type { AutologSettings } from "./autolog-options.ts";
import { BackgroundJobs } from "./background-jobs.ts";
import { complain } from "./complaints.ts";
import { describeInput } from "./describe-input.ts";
import { savedModel } from "./fitted.ts";
import { logFitFiles } from "./log-fit-files.ts";
import { type FitMeasures, measureFit } from "./measure-fit.ts";
import { paramTexts } from "./param-texts.ts";
import { type LaterLog, noticeModel } from "./post-training.ts";
import { StepHistory } from "./step-history.ts";

/** Up to this many numbers are looked at before `fit` returns, in about a millisecond; more of them afterwards. */
const MAX_CELLS_AT_ONCE = 50_000;
/** Above this many numbers of data that waits to be looked at, it is not let wait: they would fill the memory. */
const MAX_WAITING_CELLS = 50_000_000;
const jobs = new BackgroundJobs(10_000);
let nWaitingCells = 0;

/** Logs one fit. Methods may throw; whoever calls them sees to it that the fit does not notice. */
export class FitLog implements LaterLog {
  readonly run: ActiveRun;
  readonly settings: AutologSettings;
  readonly fit: Fit;
  readonly #isOwnRun: boolean;
  #hasNewCalls = false;
  readonly #history = new StepHistory();

  /** Begins: with the params, and a run if none is active. */
  constructor(fit: Fit, settings: AutologSettings) {
    this.fit = fit;
    this.settings = settings;
    const active = activeRun();
    this.#isOwnRun = active === undefined;
    const { estimatorName, library } = fit;
    const tags = { estimator_name: estimatorName, estimator_class: `${library}.${estimatorName}` };
    // A run of its own is made with its tags, which costs less than to add them.
    this.run =
      active ?? openActiveRun({ tags: { "mlflow.autologging": library, ...settings.extraTags, ...tags } });
    // A fit that goes on after the call must not be where unrelated code logs to.
    if (this.#isOwnRun && fit.isAsync) detachFromScope(this.run);
    if (!this.#isOwnRun) this.#attempt("tags", () => this.run.setTags(tags));
    this.#attempt("params", () => this.run.logParams(paramTexts(fit.params)));
  }

  /** Logs the metrics of a step. */
  step(step: number, metrics: Readonly<Record<string, number>>): void {
    this.run.logMetrics(metrics, { step });
    this.#history.add(step, metrics);
  }

  /** Ends well: metrics, data and model follow. A run of its own ends when all is there. */
  end(model: object): void {
    const nCells = cellsOf(this.fit, model);
    const mustWait = nCells > MAX_CELLS_AT_ONCE && nWaitingCells + nCells <= MAX_WAITING_CELLS;
    if (mustWait) nWaitingCells += nCells;
    // What is small is worked out now, before anybody can change the data; writing it down can wait.
    let measures = mustWait ? undefined : this.#measure(model);
    let hasBegun = false;
    const work = jobs.add(async () => {
      hasBegun = true;
      if (mustWait) nWaitingCells -= nCells;
      measures ??= this.#measure(model);
      await this.#finish(model, measures);
    });
    const recordAtOnce = (): void => {
      if (hasBegun) return;
      const { dataset, metrics } = measures ?? this.#measure(model);
      this.#attempt("metrics", () => {
        for (const { key, value, step } of this.#history.earlyStopping(model)) {
          this.run.logMetric(key, value, { step, dataset });
        }
        this.run.logMetrics(metrics, { dataset });
      });
    };
    if (work === undefined) {
      recordAtOnce();
      this.#complain("model", failure("TEMPORARILY_UNAVAILABLE", "too many fits wait to be logged"));
    }
    this.#endRun("FINISHED", work, recordAtOnce);
    if (this.settings.logPostTrainingMetrics) noticeModel(model, this);
  }

  evaluatedOn(name: string, X: unknown): void {
    if (!this.settings.logDatasets) return;
    this.#later("dataset", sizeOf(X), () =>
      this.run.logDatasetRecord(describeInput(name, X, undefined), { context: "eval" }),
    );
  }

  postTraining(key: string, value: number, calls: () => ReadonlyMap<string, string>): void {
    this.run.logMetric(key, value);
    if (this.#hasNewCalls) return;
    // Metrics are taken one after the other: the file is written once for all that follow directly.
    this.#hasNewCalls = true;
    const work = jobs.add(async () => {
      this.#hasNewCalls = false;
      await this.run
        .logDict(Object.fromEntries(calls()), "metric_info.json")
        .catch((fault: unknown) => this.#complain("post-training metrics", fault));
    });
    if (work !== undefined) this.run.waitFor(work);
  }

  /** Ends badly. */
  fail(error: unknown): void {
    this.#attempt("error", () => this.run.setTag("error", messageOf(error)));
    this.#endRun("FAILED", undefined, () => {});
  }

  #endRun(status: "FINISHED" | "FAILED", work: Promise<void> | undefined, atOnce: () => void): void {
    if (work !== undefined) this.run.waitFor(work, atOnce);
    if (!this.#isOwnRun) return;
    detachFromScope(this.run);
    // What could not be recorded has been told as a warning already.
    this.run.end(status).catch(() => {});
  }

  #measure(model: object): FitMeasures {
    return measureFit(this.fit, model, this.settings, (part, fault) => this.#complain(part, fault));
  }

  /** Logs what was worked out, about a new logged model whose files are still to come. */
  #record(
    { dataset, evalDatasets, metrics }: FitMeasures,
    model: object,
  ): Awaitable<LoggedModel | undefined> {
    const { run, settings } = this;
    if (dataset !== undefined)
      this.#attempt("dataset", () => run.logDatasetRecord(dataset, { context: "train" }));
    for (const evaluated of evalDatasets) {
      this.#attempt("dataset", () => run.logDatasetRecord(evaluated, { context: "eval" }));
    }
    const logged = settings.logModels && this.#canSave(model) ? this.#createModel() : undefined;
    return whenReady(logged, (known) => {
      if (known !== undefined) {
        run.logModelOutput(known.modelId);
        // What was told step by step is about the model too.
        for (const { key, value, step } of this.#history.last()) run.logMetric(key, value, { step });
      }
      for (const { key, value, step } of this.#history.earlyStopping(model)) {
        run.logMetric(key, value, { step, dataset });
      }
      run.logMetrics(metrics, { dataset });
      return known;
    });
  }

  /** Whether there is a model to be saved; that of another package may be of a kind that cannot be. */
  #canSave(model: object): boolean {
    let canSave = false;
    this.#attempt("model", () => {
      canSave = savedModel(model) !== undefined;
    });
    return canSave;
  }

  /** Creates the logged model; undefined when that fails. */
  #createModel(): Awaitable<LoggedModel | undefined> {
    const { store } = this.run.client;
    const fail = (fault: unknown): undefined => this.#complain("model", fault);
    const created = this.run.created();
    // A run that cannot be made is told by its queue.
    const known = isPending(created) ? created.then(undefined, () => undefined) : created;
    try {
      const logged = whenReady(known, (info) =>
        info === undefined
          ? undefined
          : store.createLoggedModel({
              name: "model",
              experimentId: info.experimentId,
              sourceRunId: info.runId,
              params: paramTexts(this.fit.params),
              tags: contextTags(),
            }),
      );
      return isPending(logged) ? logged.then(undefined, fail) : logged;
    } catch (fault) {
      return fail(fault);
    }
  }

  /** Logs what was worked out, the model, and plots. */
  async #finish(model: object, measures: FitMeasures): Promise<void> {
    try {
      await logFitFiles({
        run: this.run,
        fit: this.fit,
        settings: this.settings,
        model,
        measures,
        logged: await this.#record(measures, model),
        onFault: (part, fault) => this.#complain(part, fault),
      });
    } catch (fault) {
      this.#complain("model", fault);
    }
  }

  /** Does at once what takes about a millisecond, and the rest later. */
  #later(part: string, nCells: number, work: () => void): void {
    if (nCells <= MAX_CELLS_AT_ONCE) {
      this.#attempt(part, work);
      return;
    }
    const job = jobs.add(async () => this.#attempt(part, work));
    if (job !== undefined) this.run.waitFor(job);
  }

  #attempt(part: string, work: () => void): void {
    try {
      work();
    } catch (fault) {
      this.#complain(part, fault);
    }
  }

  #complain(part: string, fault: unknown): undefined {
    complain(`autolog the ${part} of ${this.fit.estimatorName}`, fault, this.settings.silent);
  }
}

/** About how many numbers the data of a fit has. */
function cellsOf({ X, y }: Pick<Fit, "X" | "y">, model: object): number {
  if (typeof X === "object" && X !== null && isSparseInput(X)) return X.data.length;
  const nRows = typeof y === "object" && y !== null && "length" in y ? Number(y.length) : 0;
  const nFeatures = "nFeatures" in model ? Number(model.nFeatures) : 1;
  return nRows * (nFeatures + 1);
}

/** About how many numbers some features have. */
function sizeOf(X: unknown): number {
  if (typeof X !== "object" || X === null) return 0;
  if ("matrix" in X) return sizeOf(X.matrix);
  if (isSparseInput(X)) return X.data.length;
  if ("values" in X && ArrayBuffer.isView(X.values)) return X.values.byteLength / 8;
  if (!Array.isArray(X)) return Number.POSITIVE_INFINITY;
  const [row] = X;
  return X.length * (typeof row === "object" && row !== null && "length" in row ? Number(row.length) : 10);
}
