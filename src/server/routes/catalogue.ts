// Every route of the REST API; one line for each file of this folder.
import { artifactRoutes } from "./artifact-routes.ts";
import { experimentRoutes } from "./experiment-routes.ts";
import { loggedModelRoutes } from "./logged-model-routes.ts";
import { loggingRoutes } from "./logging-routes.ts";
import { metricRoutes } from "./metric-routes.ts";
import { modelVersionRoutes } from "./model-version-routes.ts";
import { registeredModelRoutes } from "./registered-model-routes.ts";
import type { Route } from "./route.ts";
import { runRoutes } from "./run-routes.ts";
import { serverRoutes } from "./server-routes.ts";

/** The whole table. */
export const ROUTES: readonly Route[] = [
  ...experimentRoutes,
  ...runRoutes,
  ...loggingRoutes,
  ...metricRoutes,
  ...loggedModelRoutes,
  ...artifactRoutes,
  ...registeredModelRoutes,
  ...modelVersionRoutes,
  ...serverRoutes,
];
