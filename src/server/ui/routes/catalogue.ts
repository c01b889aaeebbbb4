// Every call that only the user interface makes and that is answered at once; one line for each file of this folder.
import type { Route } from "../../routes/route.ts";
import { aboutRoutes } from "./about-routes.ts";
import { artifactTreeRoutes } from "./artifact-tree-routes.ts";
import { bulkRoutes } from "./bulk-routes.ts";
import { chartRoutes } from "./chart-routes.ts";
import { uiExperimentRoutes } from "./experiment-routes.ts";
import { insightRoutes } from "./insight-routes.ts";
import { modelRoutes } from "./model-routes.ts";
import { runPageRoutes } from "./run-page-routes.ts";
import { tableRoutes } from "./table-routes.ts";

/** The whole table. */
export const UI_ROUTES: readonly Route[] = [
  ...uiExperimentRoutes,
  ...tableRoutes,
  ...chartRoutes,
  ...runPageRoutes,
  ...bulkRoutes,
  ...modelRoutes,
  ...insightRoutes,
  ...artifactTreeRoutes,
  ...aboutRoutes,
];
