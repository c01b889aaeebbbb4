// A tracking server over an empty store in a folder of its own, asked without a network.
import { join } from "node:path";
import type { FastifyInstance, InjectOptions } from "fastify";
import { onTestFinished } from "vitest";
import { openFileRegistry } from "../../src/registry/index.ts";
import { createTrackingServer, type TrackingServerOptions, type UiParts } from "../../src/server/index.ts";
import { openFileStore } from "../../src/tracking/index.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** A server for one test. */
export interface TestServer {
  readonly server: FastifyInstance;
  /** Holds `mlruns` and `mlartifacts`, and nothing else: what a client writes must be in there. */
  readonly folder: string;
  /** What the server was itself at fault for; a test ends with none of it, or looks at it. */
  readonly faults: readonly string[];
  /** Sends JSON, or a GET without a body, to a call of MLflow's API. */
  call(method: "GET" | "POST" | "PATCH" | "DELETE", path: string, body?: object): Promise<TestAnswer>;
  send(request: InjectOptions): Promise<TestAnswer>;
}

/** An answer, its body parsed as JSON where it is. */
export interface TestAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly json: Readonly<Record<string, unknown>>;
}

/** Makes a server that is closed when the running test is over. */
export function testServer(
  options: TrackingServerOptions & { readonly servesArtifacts?: boolean; readonly ui?: UiParts } = {},
): TestServer {
  const { servesArtifacts = true, ui, ...behaviour } = options;
  const folder = temporaryFolder();
  const mlruns = join(folder, "mlruns");
  const faults: string[] = [];
  const store = openFileStore(mlruns, servesArtifacts ? { artifactRoot: "mlflow-artifacts:/" } : {});
  const server = createTrackingServer({
    store,
    registry: openFileRegistry(mlruns),
    artifacts: {
      proxiedFolder: servesArtifacts ? join(folder, "mlartifacts") : undefined,
      localFolders: [mlruns],
    },
    ui: { keeper: store, ...ui },
    options: { onFault: (what, error) => faults.push(`${what}: ${String(error)}`), ...behaviour },
  });
  onTestFinished(() => server.close());
  const send = async (request: InjectOptions): Promise<TestAnswer> => {
    const { statusCode, headers, body } = await server.inject(request);
    return { status: statusCode, headers, text: body, json: parsed(body) };
  };
  return {
    server,
    folder,
    faults,
    send,
    call: (method, path, body) =>
      send({
        method,
        url: `/api/2.0/mlflow/${path}`,
        ...(body && { headers: { "content-type": "application/json" }, payload: JSON.stringify(body) }),
      }),
  };
}

/** Makes a run in the experiment that is always there, and gives its id. */
export async function newRun({ call }: TestServer, fields: object = {}): Promise<string> {
  const { json } = await call("POST", "runs/create", { experiment_id: "0", ...fields });
  const { run } = json as { run: { info: { run_id: string } } };
  return run.info.run_id;
}

function parsed(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}
