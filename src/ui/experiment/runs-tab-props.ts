// What the table of an experiment's runs works on.
import type { ExperimentSummary } from "../api/experiments.ts";
import type { RunColumns } from "../api/runs.ts";
import type { RunQuery } from "../api/shapes.ts";
import type { Selection } from "./selection/selection.ts";
import type { TableSettings } from "./table-settings.ts";
import type { Live } from "./use-live.ts";

/** What the tab needs. */
export interface RunsTabProps {
  readonly experiment: ExperimentSummary | undefined;
  readonly experimentId: string;
  readonly query: RunQuery;
  readonly settings: TableSettings;
  readonly change: (changes: Partial<TableSettings>) => void;
  /** The columns of all runs, and of those that match. */
  readonly known: RunColumns | undefined;
  readonly matching: RunColumns | undefined;
  readonly selection: Selection;
  readonly live: Live;
}
