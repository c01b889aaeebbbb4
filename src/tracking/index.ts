// Tracking: experiments, runs, and what is logged to them.
export type { ArtifactInfo, ArtifactRepository } from "./artifacts/artifact-repository.ts";
export { fileUriOf, localPathOf, schemeOf } from "./artifacts/file-uri.ts";
export { HttpArtifactRepository } from "./artifacts/http-artifact-repository.ts";
export { LocalArtifactRepository } from "./artifacts/local-artifact-repository.ts";
export { downloadTree, logFolder } from "./artifacts/log-files.ts";
export { type ModelUri, parseModelUri } from "./artifacts/model-uri.ts";
export { openArtifactRepository } from "./artifacts/open-artifact-repository.ts";
export { activeExperimentId, type ExperimentChoice, findExperiment } from "./client/active-experiment.ts";
export { ActiveRun, type InputOptions, type MetricOptions } from "./client/active-run.ts";
export { contextTags } from "./client/context-tags.ts";
export {
  deleteTag,
  flush,
  logArtifact,
  logArtifacts,
  logBytes,
  logDict,
  logMetric,
  logMetrics,
  logParam,
  logParams,
  logText,
  setTag,
  setTags,
} from "./client/fluent-logging.ts";
export {
  getMetricHistory,
  getRun,
  listArtifacts,
  type SearchRunsOptions,
  searchRuns,
  setExperiment,
} from "./client/fluent-reading.ts";
export { CHANGES_FILE, RECORD_FILE } from "./client/keep-record.ts";
export { locateModel, withModelFolder } from "./client/model-location.ts";
export { type Named, textsOf } from "./client/param-text.ts";
export { RECORD_FOLDER, type RunRecord, type SourceRecord, sha256Of } from "./client/run-record.ts";
export { activeRun, detachFromScope, lastActiveRun } from "./client/run-scope.ts";
export { endRun, openActiveRun, runForLogging, type StartRunOptions, startRun } from "./client/start-run.ts";
export { TrackingClient } from "./client/tracking-client.ts";
export { getTrackingUri, setTrackingUri, trackingClient } from "./client/tracking-settings.ts";
export { parseTrackingUri } from "./client/tracking-uri.ts";
export { isPending, whenReady } from "./client/when-ready.ts";
export { withRun } from "./client/with-run.ts";
export { integerField, optionalIntegerField, optionalTextField, textField } from "./codecs/meta-fields.ts";
export { parseRunRecord } from "./codecs/run-record-json.ts";
export {
  formatYaml,
  parseYaml,
  type YamlMap,
  type YamlValue,
  yamlIntegerOrNull,
  yamlText,
  yamlTextOrNull,
} from "./codecs/yaml-file.ts";
export {
  type Course,
  type CourseAxis,
  type CoursePoint,
  courseOf,
  factsOf,
  partOf,
} from "./columns/chart-series.ts";
export { type CatalogueEntry, catalogueOf } from "./columns/column-catalogue.ts";
export { bandOf } from "./columns/course-band.ts";
export { groupRuns, spreadOf } from "./columns/group-runs.ts";
export type { MetricHistory } from "./columns/metric-history.ts";
export { METRIC_STATS, type MetricSummary } from "./columns/metric-summary.ts";
export {
  type CellValue,
  columnReader,
  NOTE_TAG,
  PARENT_TAG,
  type RunColumn,
} from "./columns/run-columns.ts";
export { type ColumnOrder, type QueryResult, queryRuns, type RunQuery } from "./columns/run-query.ts";
export type { RunTable, TableChanges, TableRow } from "./columns/run-table.ts";
export type {
  Awaitable,
  DatasetInput,
  DatasetRecord,
  Experiment,
  LifecycleStage,
  LoggedModel,
  LoggedModelStatus,
  Metric,
  ModelOutput,
  Page,
  Run,
  RunData,
  RunInfo,
  RunStatus,
  ViewType,
} from "./entities.ts";
export {
  integerField as jsonInteger,
  type JsonObject,
  listField,
  mapField,
  objectField,
  optionalText,
  textField as jsonText,
  wordField,
} from "./http/json-fields.ts";
export { type JsonServer, ServerConnection, type ServerRequest } from "./http/server-connection.ts";
export type { AttributeSpec, Dialect } from "./search/dialect.ts";
export { compileFilter } from "./search/filter.ts";
export { compileOrders, type Order } from "./search/order.ts";
export { pageOf } from "./search/pages.ts";
export { selectRecords } from "./search/select.ts";
export type { Damage } from "./stores/file/damage-log.ts";
export { DamageLog } from "./stores/file/damage-log.ts";
export type {
  DoctorReport,
  ExamineOptions,
  Finding,
} from "./stores/file/examine-store.ts";
export { atKey, deleteText, readTexts, writeText } from "./stores/file/keyed-files.ts";
export type { Purged, PurgeOptions } from "./stores/file/purge-trash.ts";
export { StampedFiles } from "./stores/file/stamped-files.ts";
export { FileStore, type FileStoreOptions, openFileStore } from "./stores/file-store.ts";
export { openMemoryStore } from "./stores/memory-store.ts";
export { datasetInputToJson, metricToJson } from "./stores/rest/entities-to-json.ts";
export { RestStore } from "./stores/rest/rest-store.ts";
export type {
  Batch,
  LoggedModelOrder,
  LoggedModelSearchRequest,
  NewLoggedModel,
  NewRun,
  RunSearchRequest,
  RunUpdate,
  SearchRequest,
  TrackingStore,
  ViewedSearchRequest,
} from "./stores/tracking-store.ts";
export type { CopiedThing, CopyOutcome, CopyProgress } from "./transfer/copy-report.ts";
export { type CopyRunsOptions, copyRuns } from "./transfer/copy-runs.ts";
export { checkKey } from "./validation/check-key.ts";
export { checkLength } from "./validation/text-length.ts";
export { experimentToJson } from "./wire/experiment-json.ts";
export { type KeyValueJson, keyValuesToJson, keyValuesToMap, listToJson } from "./wire/key-values.ts";
export { loggedModelToJson } from "./wire/logged-model-json.ts";
export { runInfoToJson, runToJson } from "./wire/run-json.ts";
