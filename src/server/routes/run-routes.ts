// Runs over REST: making, reading, changing and searching them.
import { keyValuesToMap, runInfoToJson, runToJson } from "../../tracking/index.ts";
import { listAnswer } from "../long-answer.ts";
import { alias, choice, type Field, fallback, integer, list, required, text } from "../requests/fields.ts";
import { maxResults } from "../requests/max-results.ts";
import { keyValues } from "../requests/request-schema.ts";
import { VIEW_TYPES } from "./experiment-routes.ts";
import { mlflow, type Route, route } from "./route.ts";

const DEFAULT_RESULTS = 1000;
const MAX_RESULTS = 50_000;
const RUN_STATUSES = ["RUNNING", "SCHEDULED", "FINISHED", "FAILED", "KILLED"] as const;

/** The id of a run; clients also send it under its old name. */
export const runId: Field<string> = alias(required(text), "run_uuid");

/** Every call about runs as such. */
export const runRoutes: readonly Route[] = [
  route({
    methods: ["POST"],
    paths: mlflow("runs/create"),
    request: {
      experimentId: fallback(text, ""),
      userId: fallback(text, ""),
      runName: fallback(text, ""),
      startTime: fallback(integer, 0),
      tags: keyValues,
    },
    answer: async ({ experimentId, userId, runName, startTime, tags }, { store }) => {
      const run = await store.createRun({
        experimentId,
        userId,
        runName: runName || undefined,
        startTimeMs: startTime,
        tags: keyValuesToMap(tags),
      });
      return { run: runToJson(run) };
    },
  }),
  route({
    methods: ["POST"],
    paths: mlflow("runs/update"),
    request: { runId, status: choice(RUN_STATUSES), endTime: integer, runName: fallback(text, "") },
    answer: async ({ runId, status, endTime, runName }, { store }) => {
      const update = { status, endTimeMs: endTime, runName: runName || undefined };
      return { run_info: runInfoToJson(await store.updateRun(runId, update)) };
    },
  }),
  route({
    methods: ["GET"],
    paths: mlflow("runs/get"),
    request: { runId },
    answer: async ({ runId }, { store }) => ({ run: runToJson(await store.run(runId)) }),
  }),
  route({
    methods: ["POST"],
    paths: mlflow("runs/delete"),
    request: { runId },
    answer: ({ runId }, { store }) => store.deleteRun(runId),
  }),
  route({
    methods: ["POST"],
    paths: mlflow("runs/restore"),
    request: { runId },
    answer: ({ runId }, { store }) => store.restoreRun(runId),
  }),
  route({
    methods: ["POST"],
    paths: mlflow("runs/search"),
    readOnly: true,
    request: {
      experimentIds: list(required(text)),
      filter: text,
      runViewType: choice(VIEW_TYPES),
      maxResults: maxResults(DEFAULT_RESULTS, MAX_RESULTS),
      orderBy: list(fallback(text, "")),
      pageToken: text,
    },
    answer: async ({ runViewType, ...request }, { store }) => {
      const { items, nextPageToken } = await store.searchRuns({ ...request, viewType: runViewType });
      const rest = nextPageToken === undefined ? {} : { next_page_token: nextPageToken };
      return listAnswer("runs", { items, rest }, runToJson);
    },
  }),
];
