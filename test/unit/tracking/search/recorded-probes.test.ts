// The searches that were put to a real MLflow server, put to ours: same status, same first result, same message.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Experiment, Run } from "../../../../src/tracking/index.ts";
import { searchExperiments } from "../../../../src/tracking/search/experiment-search.ts";
import { newestFirst, searchRuns, WHOLE_RUNS } from "../../../../src/tracking/search/run-search.ts";

interface Probe {
  readonly of: "runs" | "experiments";
  readonly request: {
    readonly filter?: string;
    readonly order_by?: readonly string[];
    readonly max_results?: number;
    readonly page_token?: string;
    readonly view_type?: unknown;
  };
  readonly status: number;
  readonly first?: string | null;
  readonly message?: string;
}

const PROBES: readonly Probe[] = JSON.parse(
  readFileSync(new URL("../../../golden/store/search-probes.json", import.meta.url), "utf8"),
);

const FIRST_RUN = "a0000000000000000000000000000001";
const SECOND_RUN = "a0000000000000000000000000000002";

/** The two runs of the probed experiment, as the requests before had left them. */
const RUNS: readonly Run[] = [
  run(FIRST_RUN, "newname", "FINISHED", 0, 1_700_000_000_001, {
    metrics: { m: 2, n: Number.NaN, zero: 0, "a b": 1, "a.b/c-d_e:f": 1, é: 1, b: 1 },
    params: { p: "v", pn: "", late: "1" },
    tags: { "mlflow.runName": "newname", t8: "x", tn: "" },
    datasets: [{ name: "d", digest: "x", context: "training" }],
  }),
  run(SECOND_RUN, "big-cub-173", "RUNNING", 1_700_000_000_000, undefined, {
    metrics: {},
    params: {},
    tags: { "mlflow.runName": "big-cub-173" },
    datasets: [],
  }),
];

function run(
  runId: string,
  runName: string,
  status: Run["info"]["status"],
  startTimeMs: number,
  endTimeMs: number | undefined,
  data: {
    readonly metrics: Readonly<Record<string, number>>;
    readonly params: Readonly<Record<string, string>>;
    readonly tags: Readonly<Record<string, string>>;
    readonly datasets: readonly {
      readonly name: string;
      readonly digest: string;
      readonly context: string;
    }[];
  },
): Run {
  const points = Object.entries(data.metrics).map(
    ([key, value]) => [key, { key, value, timestampMs: 5, step: 0 }] as const,
  );
  return {
    info: {
      runId,
      experimentId: "100000000000000001",
      runName,
      userId: "",
      status,
      startTimeMs,
      endTimeMs,
      artifactUri: `mlflow-artifacts:/100000000000000001/${runId}/artifacts`,
      lifecycleStage: "active",
    },
    data: {
      metrics: new Map(points),
      params: new Map(Object.entries(data.params)),
      tags: new Map(Object.entries(data.tags)),
    },
    inputs: {
      datasets: data.datasets.map(({ name, digest, context }) => ({
        dataset: { name, digest, sourceType: "local", source: "s" },
        tags: new Map([["mlflow.data.context", context]]),
      })),
      modelIds: [],
    },
    outputs: [],
  };
}

const EXPERIMENTS: readonly Experiment[] = [
  ["0", "Default", 1_700_000_476_793, {}],
  ["100000000000000006", "golden-exp", 1_700_000_534_948, { team: "ts" }],
  ["100000000000000001", "probe", 1_700_001_287_566, {}],
  ["100000000000000002", "probe2", 1_700_001_287_592, {}],
  ["100000000000000004", "loc", 1_700_001_287_611, {}],
].map(([experimentId, name, creationTimeMs, tags]) => ({
  experimentId: String(experimentId),
  name: String(name),
  artifactLocation: "",
  lifecycleStage: "active",
  creationTimeMs: Number(creationTimeMs),
  lastUpdateTimeMs: Number(creationTimeMs),
  tags: new Map(Object.entries(tags ?? {})),
}));

function answer({ of, request }: Probe): string | null {
  const translated = {
    filter: request.filter,
    orderBy: request.order_by,
    maxResults: request.max_results,
    pageToken: request.page_token,
  };
  if (of === "runs") {
    const { items } = searchRuns(
      { ...WHOLE_RUNS, newestFirst: () => newestFirst(RUNS) },
      { experimentIds: ["100000000000000001"], ...translated },
    );
    return items[0]?.info.runId ?? null;
  }
  return searchExperiments(() => EXPERIMENTS, translated).items[0]?.experimentId ?? null;
}

/** What MLflow refuses and we understand: OR, NOT and parentheses. */
const BEYOND = new Set(["metrics.m > 1 OR metrics.m < 3", "(metrics.m > 1)", "NOT metrics.m > 1"]);
/** Where the grammar is broken, MLflow lists the words left over; ours points at the column. */
const GRAMMAR = "Invalid clause(s) in filter string: ";
/** Requests that break the types of the wire, or look at a view: no matter of the search language. */
const isOfTheWire = ({ request, message = "" }: Probe) =>
  typeof request.order_by === "string" ||
  request.view_type !== undefined ||
  (message.includes("'max_results'") && request.max_results === undefined);

describe("a recorded search", () => {
  const probes = PROBES.filter((probe) => !isOfTheWire(probe) && !BEYOND.has(probe.request.filter ?? ""));
  it.each(probes.filter(({ status }) => status === 200))("finds the same: $request", (probe) => {
    expect(answer(probe)).toBe(probe.first);
  });

  it.each(probes.filter(({ status, message }) => status === 400 && !message?.startsWith(GRAMMAR)))(
    "is refused with the same words: $request",
    (probe) => {
      expect(() => answer(probe)).toThrow(expect.objectContaining({ code: "INVALID_PARAMETER_VALUE" }));
      expect(withoutSet(messageOf(probe))).toBe(withoutSet(probe.message ?? ""));
    },
  );

  it.each(probes.filter(({ message }) => message?.startsWith(GRAMMAR)))(
    "is refused, with a caret below the column: $request",
    (probe) => {
      expect(messageOf(probe)).toMatch(
        /^Invalid clause\(s\) in filter string: .* \(column \d+\)\n {2}.*\n {2} *\^$/,
      );
    },
  );

  it("covers what was recorded", () => {
    expect(probes.length).toBeGreaterThan(80);
  });
});

/** MLflow prints Python sets, in an order that changes from run to run; for order_by some spellings are left out. */
function withoutSet(message: string): string {
  return message.replace(/\{[^}]*\}/, "{…}");
}

function messageOf(probe: Probe): string {
  try {
    answer(probe);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return "nothing was wrong";
}
