// A day in the life of a store, and a check that nothing it said it kept is lost, torn or made up.
import type { TrackingStore } from "../../src/tracking/index.ts";
import { Killed } from "./faulty-disk.ts";

/** What may be read of one value: what was acknowledged last, and what was tried since and may have arrived. */
interface Expectation {
  acknowledged: string | undefined;
  readonly tried: Set<string | undefined>;
}

/** What a client of the store knows: what it was told is kept. */
export interface Knowledge {
  readonly values: Map<string, Expectation>;
  /** Points by run and key: acknowledged ones must be there in this order, tried ones may be. */
  readonly points: Map<string, { readonly acknowledged: number[]; readonly tried: number[] }>;
  runIds: string[];
}

/** Nothing is known yet. */
export function noKnowledge(): Knowledge {
  return { values: new Map(), points: new Map(), runIds: [] };
}

type SyncStore = { [K in keyof TrackingStore]: TrackingStore[K] };

/**
 * Works with a store until it is done or killed; errors are taken as answers and the work goes on.
 *
 * @returns Whether every step was acknowledged.
 */
export function liveWith(store: SyncStore, knowledge: Knowledge, name: string): boolean {
  let allDone = true;
  const attempt = (changes: Readonly<Record<string, string | undefined>>, work: () => unknown): boolean => {
    for (const [place, value] of Object.entries(changes)) expectationOf(knowledge, place).tried.add(value);
    try {
      work();
    } catch (error) {
      if (error instanceof Killed || (error instanceof Error && error.cause instanceof Killed)) throw error;
      allDone = false;
      return false;
    }
    for (const [place, value] of Object.entries(changes)) {
      const expectation = expectationOf(knowledge, place);
      expectation.acknowledged = value;
      expectation.tried.clear();
    }
    return true;
  };

  let experimentId = "0";
  attempt({ [`experiment ${name}`]: "active" }, () => {
    experimentId = String(store.createExperiment(name));
  });
  let runId = "";
  const made = attempt({}, () => {
    runId = made_(store, experimentId, name);
  });
  if (!made) return false;
  knowledge.runIds.push(runId);
  expectationOf(knowledge, `${runId} tag first`).acknowledged = name;
  expectationOf(knowledge, `${runId} stage`).acknowledged = "active";

  for (let step = 0; step < 3; step++) logPoints(store, knowledge, runId, attempt, ["loss"], step);
  logPoints(store, knowledge, runId, attempt, ["loss", "nested/acc"], 3);
  const param = (key: string, value: string) =>
    attempt({ [`${runId} param ${key}`]: value }, () =>
      store.logBatch(runId, { params: new Map([[key, value]]) }),
    );
  param("alpha", "0.5");
  param("a/b", "x".repeat(50));
  const tag = (value: string) =>
    attempt({ [`${runId} tag t`]: value }, () => store.logBatch(runId, { tags: new Map([["t", value]]) }));
  tag("one");
  tag("two, which is longer");
  attempt({ [`${runId} tag t`]: undefined }, () => store.deleteTag(runId, "t"));
  tag("three");
  attempt({ [`${runId} dataset`]: "d" }, () =>
    store.logInputs(runId, {
      datasets: [{ dataset: { name: "d", digest: "1", sourceType: "code", source: "{}" }, tags: new Map() }],
    }),
  );
  attempt({ [`${runId} status`]: "FINISHED" }, () =>
    store.updateRun(runId, { status: "FINISHED", endTimeMs: 5 }),
  );
  attempt({ [`${runId} stage`]: "deleted" }, () => store.deleteRun(runId));
  const isRestored = attempt({ [`${runId} stage`]: "active" }, () => store.restoreRun(runId));
  if (experimentId === "0") return allDone;
  // A run that may still be deleted by itself stays so when its experiment comes back.
  const both = (stage: string) => ({
    [`experiment ${name}`]: stage,
    ...(isRestored ? { [`${runId} stage`]: stage } : {}),
  });
  attempt(both("deleted"), () => store.deleteExperiment(experimentId));
  attempt(both("active"), () => store.restoreExperiment(experimentId));
  return allDone;
}

function made_(store: SyncStore, experimentId: string, name: string): string {
  const run = store.createRun({ experimentId, runName: name, tags: new Map([["first", name]]) });
  return "info" in run ? run.info.runId : "";
}

function logPoints(
  store: SyncStore,
  knowledge: Knowledge,
  runId: string,
  attempt: (changes: Readonly<Record<string, string>>, work: () => unknown) => boolean,
  keys: readonly string[],
  step: number,
): void {
  const lists = keys.map((key) => pointsOf(knowledge, runId, key));
  for (const { tried } of lists) tried.push(step);
  const metrics = keys.map((key) => ({ key, value: step / 7, timestampMs: 1_700_000_000_000, step }));
  if (attempt({}, () => store.logBatch(runId, { metrics }))) {
    for (const { acknowledged } of lists) acknowledged.push(step);
  }
}

function pointsOf(
  knowledge: Knowledge,
  runId: string,
  key: string,
): { readonly acknowledged: number[]; readonly tried: number[] } {
  const place = `${runId} ${key}`;
  const known = knowledge.points.get(place) ?? { acknowledged: [], tried: [] };
  knowledge.points.set(place, known);
  return known;
}

function expectationOf(knowledge: Knowledge, place: string): Expectation {
  const known = knowledge.values.get(place) ?? { acknowledged: undefined, tried: new Set() };
  knowledge.values.set(place, known);
  return known;
}

/** Reads everything and says what is lost, torn or made up; nothing when all is well. */
export function violationsOf(store: SyncStore, knowledge: Knowledge): readonly string[] {
  const violations: string[] = [];
  try {
    const { items } = pageOf(store.searchExperiments({ viewType: "ALL" }));
    const stages = new Map(items.map((experiment) => [experiment.name, experiment.lifecycleStage]));
    for (const [place, expectation] of knowledge.values) {
      if (place.startsWith("experiment ")) check(place, expectation, stages.get(place.slice(11)), violations);
    }
    const ids = items.map(({ experimentId }) => experimentId);
    const runs = pageOf(store.searchRuns({ experimentIds: ids, viewType: "ALL" })).items;
    for (const run of runs) {
      if (!run.data.tags.has("first")) violations.push(`run ${run.info.runId} is seen half-made`);
    }
    for (const runId of knowledge.runIds) checkRun(store, runId, knowledge, violations);
  } catch (error) {
    violations.push(`reading failed: ${error instanceof Error ? error.message : String(error)}`);
  }
  return violations;
}

function pageOf<T>(page: T | PromiseLike<T>): T {
  if (typeof page === "object" && page !== null && "then" in page)
    throw new Error("a file store answers at once");
  return page as T;
}

function checkRun(store: SyncStore, runId: string, knowledge: Knowledge, violations: string[]): void {
  const run = pageOf(store.run(runId));
  for (const [place, expectation] of knowledge.values) {
    const [owner, what = "", ...key] = place.split(" ");
    if (owner !== runId) continue;
    const name = key.join(" ");
    const read: Readonly<Record<string, () => string | undefined>> = {
      param: () => run.data.params.get(name),
      tag: () => run.data.tags.get(name),
      dataset: () => run.inputs.datasets[0]?.dataset.name,
      status: () => (run.info.status === "RUNNING" ? undefined : run.info.status),
      stage: () => run.info.lifecycleStage,
    };
    check(place, expectation, read[what]?.(), violations);
  }
  for (const [place, { acknowledged, tried }] of knowledge.points) {
    const [owner = "", key = ""] = place.split(" ");
    if (owner !== runId) continue;
    const points = pageOf(store.metricHistory(runId, key)).items;
    const steps = points.map(({ step }) => step);
    if (!isSubsequence(acknowledged, steps))
      violations.push(`${place}: has ${steps}, acknowledged were ${acknowledged}`);
    if (!isSubsequence(steps, tried))
      violations.push(`${place}: has ${steps}, only ${tried} were ever logged`);
    if (points.some(({ value, step }) => value !== step / 7)) violations.push(`${place}: a value is torn`);
  }
}

function check(
  place: string,
  { acknowledged, tried }: Expectation,
  found: string | undefined,
  violations: string[],
): void {
  if (found === acknowledged || tried.has(found)) return;
  violations.push(`${place}: is ${found}, acknowledged was ${acknowledged}`);
}

function isSubsequence(part: readonly number[], whole: readonly number[]): boolean {
  let at = 0;
  for (const item of whole) if (item === part[at]) at++;
  return at === part.length;
}
