// The files of a fit: the saved model, and what it is registered as.
import type { TableInput } from "../data/index.ts";
import { toTable } from "../data/index.ts";
import { isSparseInput, SearchModel, type SparseInput, toSparseTable } from "../estimators/index.ts";
import { untold } from "../events/index.ts";
import type { Signature } from "../models/index.ts";
import { savedModel } from "./fitted.ts";
import { logFitFigures } from "./log-fit-figures.ts";
import { fillLoggedModel } from "./log-model.ts";
import { logSearch } from "./log-search.ts";
import type { LoggedFit } from "./logged-fit.ts";
import { asFeatures } from "./one-feature.ts";
import { registerLoggedModel } from "./register-logged-model.ts";

/** As many rows as MLflow keeps. */
const N_EXAMPLE_ROWS = 5;
const NO_SIGNATURE: Signature = { inputs: undefined, outputs: undefined, params: undefined };

/** Saves the model and draws the plots. Never rejects. */
export async function logFitFiles(logged: LoggedFit): Promise<void> {
  const { run, model, measures, onFault } = logged;
  await saveModelOf(logged).catch((fault: unknown) => onFault("model", fault));
  if (model instanceof SearchModel) {
    await logSearch(logged, model).catch((fault: unknown) => onFault("search", fault));
  }
  await logFitFigures(run, model, measures.outcome).catch((fault: unknown) => onFault("plots", fault));
}

async function saveModelOf({ run, fit, settings, model, logged, onFault }: LoggedFit): Promise<void> {
  const saved = savedModel(model);
  if (logged === undefined || saved === undefined) return;
  let inputExample: TableInput | undefined;
  try {
    if (settings.logInputExamples) inputExample = untold(() => firstRows(fit.X));
  } catch (fault) {
    onFault("input example", fault);
  }
  await fillLoggedModel(run.client, logged, saved, {
    inputExample,
    signature: settings.logModelSignatures ? undefined : NO_SIGNATURE,
  });
  const { registeredModelName } = settings;
  if (registeredModelName === undefined) return;
  try {
    await registerLoggedModel(run.client, logged, registeredModelName);
  } catch (fault) {
    onFault("registered model", fault);
  }
}

function firstRows(X: unknown): TableInput {
  if (typeof X === "object" && X !== null && isSparseInput(X)) return firstSparseRows(X);
  // The fit has taken X, so that it is of a form that can be read.
  const { names, columns, nRows } = toTable(asFeatures(X) as TableInput);
  const n = Math.min(N_EXAMPLE_ROWS, nRows);
  return { nRows: n, names, columns: columns.map((column) => column.slice(0, n)) };
}

function firstSparseRows(X: SparseInput): TableInput {
  const { sparse, names } = toSparseTable(X);
  const n = Math.min(N_EXAMPLE_ROWS, sparse.nRows);
  const columns = Array.from({ length: sparse.nColumns }, (_, j) => {
    const column = new Float64Array(n);
    for (let at = sparse.starts[j]!; at < sparse.starts[j + 1]!; at++) {
      const row = sparse.rows[at]!;
      if (row < n) column[row] = sparse.values[at]!;
    }
    return column;
  });
  return { nRows: n, names, columns };
}
