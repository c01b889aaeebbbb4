// What a search has to tell beside its best model: the choice, a table of all settings, and a child run for each of the best.
import type { CandidateResult, SearchModel } from "../estimators/index.ts";
import type { ActiveRun, Metric } from "../tracking/index.ts";
import type { LoggedFit } from "./logged-fit.ts";
import { paramTexts, pythonText, snakeCase } from "./param-texts.ts";

/** Logs a search to its run. */
export async function logSearch({ run, fit, settings }: LoggedFit, search: SearchModel): Promise<void> {
  const best = Object.entries(search.bestParams).map(([name, value]) => [`best_${name}`, value]);
  await run.ready();
  run.logParams(paramTexts(Object.fromEntries(best)));
  run.logMetric("best_cv_score", search.bestScore);
  await run.logText(cvResultsCsv(search.cvResults), "cv_results.csv");
  const most = settings.maxTuningRuns ?? search.cvResults.length;
  const chosen = search.cvResults
    .map((result, position) => ({ result, position }))
    .sort((a, b) => a.result.rankTestScore - b.result.rankTestScore || a.position - b.position)
    .slice(0, most);
  for (const { result } of chosen) await logChild(run, fit.library, fit.params["estimator"], result);
}

/** As MLflow does, the child runs begin with their parent. */
async function logChild(
  parent: ActiveRun,
  library: string,
  estimator: unknown,
  result: CandidateResult,
): Promise<void> {
  const { client, info } = parent;
  const { estimatorName, params } = isEstimator(estimator)
    ? estimator
    : { estimatorName: "Unknown", params: {} };
  const { info: child } = await client.createRun({
    experimentId: info.experimentId,
    userId: info.userId,
    startTimeMs: info.startTimeMs,
    tags: new Map([
      ...contextOf(await client.getRun(info.runId)),
      ["mlflow.parentRunId", info.runId],
      ["mlflow.autologging", library],
      ["estimator_name", estimatorName],
      ["estimator_class", `${library}.${estimatorName}`],
    ]),
  });
  const timestampMs = info.startTimeMs;
  const metrics = Object.entries(numbersOf(result)).map(
    ([key, value]): Metric => ({ key, value, timestampMs, step: 0 }),
  );
  await client.logBatch(child.runId, { params: paramTexts({ ...params, ...result.params }), metrics });
  await client.setTerminated(child.runId);
}

/** Who and which script: as the parent has them. */
function contextOf({
  data,
}: {
  readonly data: { readonly tags: ReadonlyMap<string, string> };
}): [string, string][] {
  return [...data.tags].filter(([key]) => key === "mlflow.user" || key.startsWith("mlflow.source."));
}

function isEstimator(value: unknown): value is { readonly estimatorName: string; readonly params: object } {
  return typeof value === "object" && value !== null && "estimatorName" in value && "params" in value;
}

/** By scikit-learn's names, times in seconds. */
function numbersOf(result: CandidateResult): Readonly<Record<string, number>> {
  return {
    mean_fit_time: result.meanFitTimeMs / 1000,
    std_fit_time: result.stdFitTimeMs / 1000,
    mean_score_time: result.meanScoreTimeMs / 1000,
    std_score_time: result.stdScoreTimeMs / 1000,
    mean_test_score: result.meanTestScore,
    std_test_score: result.stdTestScore,
    rank_test_score: result.rankTestScore,
  };
}

/** One line a setting, with the columns of scikit-learn's `cv_results_`. */
function cvResultsCsv(results: readonly CandidateResult[]): string {
  const names = [...new Set(results.flatMap(({ params }) => Object.keys(params)))];
  const rows = results.map((result) => {
    const { params, testScores, trainScores } = result;
    const { mean_test_score, std_test_score, rank_test_score, ...times } = numbersOf(result);
    return {
      ...times,
      ...Object.fromEntries(
        names.map((name) => [`param_${snakeCase(name)}`, name in params ? pythonText(params[name]) : ""]),
      ),
      params: pythonText(params),
      ...splitScores("test", testScores),
      mean_test_score,
      std_test_score,
      rank_test_score,
      ...splitScores("train", trainScores),
    };
  });
  const lines = [Object.keys(rows[0]!), ...rows.map((row) => Object.values(row))];
  return lines.map((cells) => `${cells.map(csvCell).join(",")}\n`).join("");
}

function splitScores(kind: string, scores: readonly number[]): Readonly<Record<string, number>> {
  return Object.fromEntries(scores.map((score, k) => [`split${k}_${kind}_score`, score]));
}

function csvCell(value: unknown): string {
  const text = String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
