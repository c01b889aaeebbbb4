// Copying runs, with all that belongs to them, from one store to another: a folder, our server, or MLflow's.
import { errorCode, invalidValue, messageOf } from "../../errors/index.ts";
import type { ArtifactRepository } from "../artifacts/artifact-repository.ts";
import type { TrackingClient } from "../client/tracking-client.ts";
import type { Experiment, LoggedModel, Run } from "../entities.ts";
import { isAsCopied, ORIGIN_TAG, originOf, travellingTags } from "./copy-marks.ts";
import { fillModel, modelsByOrigin, modelsOf, outcomeOf, placeModel } from "./copy-models.ts";
import type { CopiedThing, CopyOutcome, CopyProgress } from "./copy-report.ts";
import type { CopySides } from "./copy-sides.ts";
import { everyItem } from "./every-item.ts";
import { fillRun } from "./fill-run.ts";
import { IdTranslation } from "./id-translation.ts";

const RUNS_PER_PAGE = 1000;
/** Errors after which nothing else can be copied either. */
const HOPELESS: ReadonlySet<string> = new Set([
  "TEMPORARILY_UNAVAILABLE",
  "UNAUTHENTICATED",
  "PERMISSION_DENIED",
]);

/** What is copied, and how. */
export interface CopyRunsOptions {
  /** Only the runs of these experiments. Default: of all. */
  readonly experimentIds?: readonly string[] | undefined;
  /** Only these runs. */
  readonly runIds?: readonly string[] | undefined;
  /** Only tell what would be copied. */
  readonly dryRun?: boolean | undefined;
  /** Opens the artifacts at a URI of the source. Default: as its client does. */
  readonly openSourceArtifacts?: ((artifactUri: string) => ArtifactRepository) | undefined;
  readonly onProgress?: ((progress: CopyProgress) => void) | undefined;
}

/**
 * Copies runs that are not deleted, with params, tags, metric histories, data sets, logged models and artifacts, into
 * experiments of the same names, which are made if they are missing. Ids are the target's own; tags tell what is a copy
 * of what. So a copy can be made again at any time: it adds what is missing, goes on where it was cut off, and leaves
 * alone what is the same. A run that is copied back where it came from is the run itself.
 *
 * @returns What came of each run and each logged model. One that fails does not stop the others.
 * @throws Error when a store cannot be reached, or an experiment or run that is named does not exist.
 */
export async function copyRuns(
  source: TrackingClient,
  target: TrackingClient,
  options: CopyRunsOptions = {},
): Promise<readonly CopiedThing[]> {
  if (source.store.uri === target.store.uri) {
    throw invalidValue(`Cannot copy runs from ${source.store.uri} to itself`);
  }
  return await new RunsCopy(source, target, options).copy();
}

interface PlannedThing<T> {
  readonly thing: T;
  readonly copy: T | undefined;
  readonly outcome: CopyOutcome;
}

class RunsCopy {
  readonly #sides: CopySides;
  readonly #options: CopyRunsOptions;
  readonly #report: CopiedThing[] = [];
  #progress: CopyProgress = { runs: 0, totalRuns: 0, artifactBytes: 0 };

  constructor(source: TrackingClient, target: TrackingClient, options: CopyRunsOptions) {
    this.#options = options;
    this.#sides = {
      source,
      target,
      ids: new IdTranslation(),
      openSourceArtifacts: options.openSourceArtifacts ?? ((uri) => source.openArtifacts(uri)),
      onFile: (sizeBytes) => this.#advance({ artifactBytes: this.#progress.artifactBytes + sizeBytes }),
    };
  }

  async copy(): Promise<readonly CopiedThing[]> {
    for (const [experiment, runs] of await this.#selected()) {
      this.#advance({ totalRuns: this.#progress.totalRuns + runs.length });
      await this.#experiment(experiment, runs);
    }
    return this.#report;
  }

  #advance(change: Partial<CopyProgress>): void {
    this.#progress = { ...this.#progress, ...change };
    this.#options.onProgress?.(this.#progress);
  }

  /** The runs to copy by their experiments, the oldest first: parents mostly come before their children. */
  async #selected(): Promise<readonly (readonly [Experiment, readonly Run[]])[]> {
    const { source } = this.#sides;
    const { experimentIds, runIds } = this.#options;
    const named = await Promise.all((runIds ?? []).map((runId) => source.getRun(runId)));
    for (const { info } of named) {
      if (info.lifecycleStage === "active") continue;
      throw invalidValue(`Cannot copy run ${info.runId}: it is deleted; restore it first`);
    }
    const idsOfExperiments =
      experimentIds ?? (runIds === undefined ? undefined : named.map(({ info }) => info.experimentId));
    const experiments =
      idsOfExperiments === undefined
        ? await everyItem((pageToken) => source.searchExperiments({ maxResults: RUNS_PER_PAGE, pageToken }))
        : await Promise.all([...new Set(idsOfExperiments)].map((id) => source.getExperiment(id)));
    const selected: (readonly [Experiment, readonly Run[]])[] = [];
    for (const experiment of experiments) {
      const { experimentId } = experiment;
      const runs =
        runIds === undefined
          ? await runsOf(source, experimentId, "ACTIVE_ONLY")
          : named.filter(({ info }) => info.experimentId === experimentId);
      selected.push([experiment, runs]);
    }
    return selected;
  }

  async #experiment(experiment: Experiment, runs: readonly Run[]): Promise<void> {
    const { source, target, ids } = this.#sides;
    const isWhole = this.#options.runIds === undefined;
    const wanted = new Set(runs.map(({ info }) => info.runId));
    const models = (await modelsOf(source, experiment.experimentId)).filter(({ sourceRunId }) =>
      sourceRunId === undefined || sourceRunId === "" ? isWhole : wanted.has(sourceRunId),
    );
    if (runs.length + models.length === 0) return;
    const experimentId = await this.#targetExperiment(experiment);
    const copiesOfRuns = new Map(
      (experimentId === undefined ? [] : await runsOf(target, experimentId, "ALL")).map((run) => [
        originOf(run.info.runId, run.data.tags),
        run,
      ]),
    );
    const copiesOfModels = modelsByOrigin(
      experimentId === undefined ? [] : await modelsOf(target, experimentId),
    );
    const plannedRuns = runs.map((run): PlannedThing<Run> => {
      const copy = copiesOfRuns.get(originOf(run.info.runId, run.data.tags));
      if (copy !== undefined) ids.add(run.info.runId, copy.info.runId);
      return { thing: run, copy, outcome: outcomeOfRun(run, copy) };
    });
    const plannedModels = models.map((model): PlannedThing<LoggedModel> => {
      const copy = copiesOfModels.get(originOf(model.modelId, model.tags));
      if (copy !== undefined) ids.add(model.modelId, copy.modelId);
      return { thing: model, copy, outcome: outcomeOf(model, copy) };
    });
    if (experimentId === undefined || this.#options.dryRun === true) {
      for (const planned of plannedRuns) this.#tellRun(experiment, planned);
      for (const planned of plannedModels) this.#tellModel(experiment, planned);
      return;
    }
    await this.#carryOut(experiment, experimentId, plannedRuns, plannedModels);
  }

  /** Runs first, empty, so that models can name them; then models, so that points can name them; then all that is in runs. */
  async #carryOut(
    experiment: Experiment,
    experimentId: string,
    runs: readonly PlannedThing<Run>[],
    models: readonly PlannedThing<LoggedModel>[],
  ): Promise<void> {
    const sides = this.#sides;
    const placed: PlannedThing<Run>[] = [];
    for (const planned of runs) {
      const copy = planned.copy ?? (await this.#try(() => this.#placeRun(planned.thing, experimentId)));
      if (copy instanceof Failed) this.#tellRun(experiment, planned, copy);
      else placed.push({ ...planned, copy });
    }
    for (const planned of models) {
      const done = await this.#try(async () => {
        const copy = await placeModel(sides, planned.thing, planned.copy, experimentId);
        if (planned.outcome !== "same") await fillModel(sides, planned.thing, copy);
      });
      this.#tellModel(experiment, planned, done);
    }
    const sourceModels = models.map(({ thing }) => thing);
    for (const planned of placed) {
      const { thing, copy, outcome } = planned;
      const done =
        copy === undefined || outcome === "same" || outcome === "deleted"
          ? undefined
          : await this.#try(() => fillRun(sides, thing, copy, sourceModels));
      this.#tellRun(experiment, planned, done);
    }
  }

  async #placeRun(run: Run, experimentId: string): Promise<Run> {
    const { target, ids } = this.#sides;
    const { runName, userId, startTimeMs, runId } = run.info;
    const tags = ids.tags(travellingTags(run.data.tags));
    const copy = await target.createRun({
      experimentId,
      runName,
      userId,
      startTimeMs,
      tags: new Map([...tags, [ORIGIN_TAG, originOf(runId, run.data.tags)]]),
    });
    ids.add(runId, copy.info.runId);
    return copy;
  }

  /** The experiment of the same name, with the same tags; undefined when there is none and none is to be made. */
  async #targetExperiment({ name, tags }: Experiment): Promise<string | undefined> {
    const { target } = this.#sides;
    const there = await target.getExperimentByName(name);
    if (there?.lifecycleStage === "deleted") {
      throw invalidValue(`Cannot copy to experiment ${name}: it is deleted at the target; restore it first`);
    }
    if (this.#options.dryRun === true) return there?.experimentId;
    if (there === undefined) return await target.createExperiment(name, { tags });
    for (const [key, value] of tags) {
      if (there.tags.get(key) !== value) await target.setExperimentTag(there.experimentId, key, value);
    }
    return there.experimentId;
  }

  async #try<T>(work: () => Promise<T>): Promise<T | Failed> {
    try {
      return await work();
    } catch (error) {
      const code = errorCode(error);
      if (code === undefined || HOPELESS.has(code)) throw error;
      return new Failed(messageOf(error));
    }
  }

  #tellRun({ name }: Experiment, planned: PlannedThing<Run>, done?: unknown): void {
    const { info } = planned.thing;
    this.#tell("run", { id: info.runId, name: info.runName, experimentName: name }, planned.outcome, done);
    this.#advance({ runs: this.#progress.runs + 1 });
  }

  #tellModel({ name }: Experiment, planned: PlannedThing<LoggedModel>, done?: unknown): void {
    const { thing, outcome } = planned;
    this.#tell("model", { id: thing.modelId, name: thing.name, experimentName: name }, outcome, done);
  }

  #tell(
    kind: CopiedThing["kind"],
    thing: Pick<CopiedThing, "id" | "name" | "experimentName">,
    outcome: CopyOutcome,
    done: unknown,
  ): void {
    const problem = done instanceof Failed ? done.reason : undefined;
    this.#report.push({
      kind,
      ...thing,
      targetId: this.#sides.ids.get(thing.id),
      outcome: problem === undefined ? outcome : "failed",
      problem,
    });
  }
}

class Failed {
  readonly reason: string;

  constructor(reason: string) {
    this.reason = reason;
  }
}

function outcomeOfRun(run: Run, copy: Run | undefined): CopyOutcome {
  if (copy === undefined) return "new";
  if (copy.info.lifecycleStage === "deleted") return "deleted";
  return isAsCopied(run, copy) ? "same" : "behind";
}

function runsOf(
  client: TrackingClient,
  experimentId: string,
  viewType: "ACTIVE_ONLY" | "ALL",
): Promise<readonly Run[]> {
  return everyItem((pageToken) =>
    client.searchRuns({
      experimentIds: [experimentId],
      viewType,
      orderBy: ["attributes.start_time ASC"],
      maxResults: RUNS_PER_PAGE,
      pageToken,
    }),
  );
}
