// Answers to queries, remembered until something changes: pages of one table, and its chart, ask the same again and again.
import { type QueryResult, queryRuns, type RunQuery, type RunTable } from "../../tracking/index.ts";

const MAX_ANSWERS = 16;

interface Answer {
  readonly version: number;
  readonly result: QueryResult;
}

const answersOf = new WeakMap<RunTable, Map<string, Answer>>();

/** The runs that a query asks for; see {@link queryRuns}. */
export function askedRuns(table: RunTable, query: RunQuery): QueryResult {
  const answers = answersOf.get(table) ?? new Map<string, Answer>();
  answersOf.set(table, answers);
  for (const experimentId of query.experimentIds) table.look(experimentId);
  const version = table.version(query.experimentIds);
  const key = JSON.stringify(query);
  const known = answers.get(key);
  if (known?.version === version) return known.result;
  const result = queryRuns(table, query);
  answers.delete(key);
  // Reading may itself have found changes: then the answer counts for the version before, and is made anew next time.
  answers.set(key, { version, result });
  const [oldest] = answers.keys();
  if (answers.size > MAX_ANSWERS && oldest !== undefined) answers.delete(oldest);
  return result;
}
