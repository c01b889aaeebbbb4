// Which experiment new runs go to: the one chosen last, else the environment's, else the default.
import { errorCode, failure, invalidValue, quote } from "../../errors/index.ts";
import { environmentText } from "../../system/index.ts";
import type { Awaitable, Experiment } from "../entities.ts";
import type { TrackingStore } from "../stores/tracking-store.ts";
import { isPending, whenReady } from "./when-ready.ts";

/** The experiment every store has. */
const DEFAULT_EXPERIMENT_ID = "0";

/** How to say which experiment is meant. A name that does not exist yet is created; an id must exist. */
export interface ExperimentChoice {
  readonly name?: string | undefined;
  readonly experimentId?: string | undefined;
}

let choice: ExperimentChoice | undefined;
/** An id belongs to one store; a name holds in every store the program turns to. */
let found = new WeakMap<TrackingStore, Awaitable<Experiment>>();

/** Remembers which experiment new runs go to, and finds or makes it in a store. */
export function chooseExperiment(store: TrackingStore, chosen: ExperimentChoice): Awaitable<Experiment> {
  const experiment = findExperiment(store, chosen);
  choice = chosen;
  found = new WeakMap([[store, experiment]]);
  return experiment;
}

/** The id of the experiment that was chosen in this program, undefined if none was. */
export function chosenExperimentId(store: TrackingStore): Awaitable<string | undefined> {
  return choice === undefined ? undefined : activeExperimentId(store);
}

/** The id of the experiment new runs go to. */
export function activeExperimentId(store: TrackingStore): Awaitable<string> {
  const known = found.get(store);
  if (known !== undefined) return whenReady(known, ({ experimentId }) => experimentId);
  const chosen = choice ?? choiceFromEnvironment();
  if (chosen === undefined) return DEFAULT_EXPERIMENT_ID;
  const experiment = findExperiment(store, chosen);
  found.set(store, experiment);
  if (isPending(experiment)) {
    experiment.then(undefined, () => {
      // Whoever asked is told; the next one asks the store again.
      if (found.get(store) === experiment) found.delete(store);
    });
  }
  return whenReady(experiment, ({ experimentId }) => experimentId);
}

function choiceFromEnvironment(): ExperimentChoice | undefined {
  const name = environmentText("MLFLOW_EXPERIMENT_NAME");
  const experimentId = environmentText("MLFLOW_EXPERIMENT_ID");
  return name === undefined && experimentId === undefined ? undefined : { name, experimentId };
}

/** Finds an experiment, or makes the one of a name that does not exist yet. */
export function findExperiment(
  store: TrackingStore,
  { name, experimentId }: ExperimentChoice,
): Awaitable<Experiment> {
  if (name === undefined && experimentId === undefined) {
    throw invalidValue("Cannot choose an experiment: neither a name nor an id was given");
  }
  const experiment =
    name === undefined
      ? store.experiment(experimentId!)
      : whenReady(store.experimentByName(name), (known) => known ?? create(store, name));
  return whenReady(experiment, (it) => {
    if (it.lifecycleStage === "deleted") {
      throw invalidValue(
        `Cannot log to the experiment ${quote(it.name)}: it is deleted; restore it, or take another name`,
      );
    }
    if (experimentId !== undefined && it.experimentId !== experimentId) {
      throw invalidValue(
        `Cannot log to the experiment ${quote(it.name)}: its id is ${it.experimentId}, but the id asked for is ${quote(experimentId)}`,
      );
    }
    return it;
  });
}

function create(store: TrackingStore, name: string): Awaitable<Experiment> {
  return whenReady(createUnlessThere(store, name), () =>
    whenReady(store.experimentByName(name), (made) => {
      if (made !== undefined) return made;
      throw failure("INTERNAL_ERROR", `Cannot find the experiment ${quote(name)} that was just created`);
    }),
  );
}

/** Another process may make it in the same moment: either way it is there. */
function createUnlessThere(store: TrackingStore, name: string): Awaitable<unknown> {
  const tolerate = (error: unknown): undefined => {
    if (errorCode(error) !== "RESOURCE_ALREADY_EXISTS") throw error;
  };
  try {
    const answer = store.createExperiment(name);
    return isPending(answer) ? answer.then(undefined, tolerate) : answer;
  } catch (error) {
    return tolerate(error);
  }
}
