// One call of the REST API as data: where it is, what it asks for, how it is answered.
import type { RegistryStore } from "../../registry/index.ts";
import type { Awaitable, TrackingStore } from "../../tracking/index.ts";
import type { ArtifactSites } from "../artifacts/artifact-sites.ts";
import {
  type FieldSource,
  type RequestOf,
  type RequestSchema,
  requestReader,
} from "../requests/request-schema.ts";
import type { UiParts } from "../ui/ui-parts.ts";

/** What the routes work on. */
export interface Services {
  readonly store: TrackingStore;
  readonly registry: RegistryStore;
  readonly sites: ArtifactSites;
  readonly ui: UiParts;
  /** Whether clients need a token. */
  readonly hasTokens: boolean;
}

/** The methods a route can have. */
export type HttpMethod = "GET" | "POST" | "PATCH" | "DELETE";

/** One call, found at one path or several. */
export interface Route {
  readonly methods: readonly HttpMethod[];
  /** Absolute, without the static prefix; parts that start with `:` and a final `*` are parameters. */
  readonly paths: readonly string[];
  /** Whether it only reads, whatever its method: a token for reading is enough. */
  readonly readOnly: boolean;
  /** A `FileAnswer` is sent as a file, everything else as JSON. */
  answer(source: FieldSource, services: Services): Promise<object>;
}

/** How a route is written down. */
export interface RouteDefinition<S extends RequestSchema> {
  readonly methods: readonly HttpMethod[];
  readonly paths: readonly string[];
  readonly request: S;
  /** Default: true when GET is among the methods. */
  readonly readOnly?: boolean;
  /** A call that only does something gives nothing back, and is answered `{}`. */
  readonly answer: (request: RequestOf<S>, services: Services) => Awaitable<object> | Awaitable<void>;
}

/** Makes a route whose handler gets its fields read and typed. */
export function route<S extends RequestSchema>(definition: RouteDefinition<S>): Route {
  const read = requestReader(definition.request);
  return {
    methods: definition.methods,
    paths: definition.paths,
    readOnly: definition.readOnly ?? definition.methods.includes("GET"),
    answer: async (source, services) => (await definition.answer(read(source), services)) ?? {},
  };
}

/** Where a call of MLflow's API is found: below `/api`, and below `/ajax-api` for its user interface. */
export function mlflow(path: string, version: "2.0" | "3.0" = "2.0"): readonly string[] {
  return [`/api/${version}/mlflow/${path}`, `/ajax-api/${version}/mlflow/${path}`];
}
