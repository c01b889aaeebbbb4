// What clients ask about the server itself, and the calls they make in passing that this server has nothing for.
import { mlflow, type Route, route } from "./route.ts";

/** Capabilities, and the empty answer that keeps `mlflow.search_traces` quiet. */
export const serverRoutes: readonly Route[] = [
  route({
    methods: ["GET"],
    paths: mlflow("server-info", "3.0"),
    request: {},
    answer: () => ({
      store_type: "FileStore",
      workspaces_enabled: false,
      trace_archival_enabled: false,
      multipart_uploads_enabled: false,
      multipart_downloads_enabled: false,
      presigned_upload_run_id_supported: true,
      presigned_upload_model_id_supported: true,
      features_enabled: { gateway: false },
    }),
  }),
  route({
    methods: ["POST"],
    paths: mlflow("traces/search", "3.0"),
    readOnly: true,
    request: {},
    answer: () => ({}),
  }),
];
