// Searching the registry: what of models and versions can be searched, and in which order they come.
import {
  type AttributeSpec,
  compileFilter,
  compileOrders,
  type Dialect,
  type Order,
  type Page,
  pageOf,
  type SearchRequest,
  selectRecords,
} from "../tracking/index.ts";
import type { ModelVersion } from "./entities.ts";
import type { StoredModel } from "./storage/registry-storage.ts";

const DEFAULT_MODELS = 100;
const DEFAULT_VERSIONS = 10_000;

/** Clients leave prompts out by this tag being not `true`: a model without it is no prompt. */
const IS_PROMPT_TAG = "mlflow.prompt.is_prompt";

interface Tagged {
  readonly tags: ReadonlyMap<string, string>;
}

function tagOf({ tags }: Tagged, key: string): string | undefined {
  return tags.get(key) ?? (key === IS_PROMPT_TAG ? "false" : undefined);
}

interface Named {
  readonly name: string;
  readonly creationTimeMs: number;
  readonly lastUpdateTimeMs: number;
}

const NAME: AttributeSpec<Named> = { name: "name", kind: "text", isListable: true, read: ({ name }) => name };
const TIMES: readonly AttributeSpec<Named>[] = [
  { name: "creation_timestamp", kind: "number", read: ({ creationTimeMs }) => creationTimeMs },
  { name: "last_updated_timestamp", kind: "number", read: ({ lastUpdateTimeMs }) => lastUpdateTimeMs },
];
const VERSION_NUMBER: AttributeSpec<ModelVersion> = {
  name: "version_number",
  kind: "number",
  read: ({ version }) => version,
};

const MODEL_FILTERS: Dialect<StoredModel> = { attributes: [NAME], tag: tagOf };
const MODEL_ORDERS: Dialect<StoredModel> = { attributes: [NAME, ...TIMES] };

const VERSION_FILTERS: Dialect<ModelVersion> = {
  attributes: [
    NAME,
    { name: "run_id", kind: "text", isListable: true, read: ({ runId }) => runId },
    { name: "source_path", kind: "text", read: ({ source }) => source },
    VERSION_NUMBER,
  ],
  tag: tagOf,
};
const VERSION_ORDERS: Dialect<ModelVersion> = { attributes: [NAME, VERSION_NUMBER, ...TIMES] };

const BY_NAME: Order<Named> = { isAscending: true, read: ({ name }) => name };
const NEWEST_CHANGE: Order<Named> = { isAscending: false, read: ({ lastUpdateTimeMs }) => lastUpdateTimeMs };
const HIGHEST_VERSION: Order<ModelVersion> = { isAscending: false, read: ({ version }) => version };

/** The models a request asks for, in its order; by name where it has none. */
export function pageOfModels(models: readonly StoredModel[], request: SearchRequest): Page<StoredModel> {
  const passes = compileFilter(request.filter, MODEL_FILTERS);
  const orders = [...compileOrders(request.orderBy ?? [], MODEL_ORDERS), BY_NAME];
  const found = selectRecords(models, passes, orders);
  return pageOf(found, request.maxResults ?? DEFAULT_MODELS, request.pageToken);
}

/** The versions a request asks for, in its order; the last changed first where it has none. */
export function pageOfVersions(
  versions: readonly ModelVersion[],
  request: SearchRequest,
): Page<ModelVersion> {
  const passes = compileFilter(request.filter, VERSION_FILTERS);
  const orders = [
    ...compileOrders(request.orderBy ?? [], VERSION_ORDERS),
    NEWEST_CHANGE,
    BY_NAME,
    HIGHEST_VERSION,
  ];
  const found = selectRecords(versions, passes, orders);
  return pageOf(found, request.maxResults ?? DEFAULT_VERSIONS, request.pageToken);
}
