// Whatever a client sends to any call, it gets an answer that blames it, never the server: 5xx would make it try for minutes.
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openFileRegistry } from "../../src/registry/index.ts";
import { createTrackingServer } from "../../src/server/index.ts";
import { ROUTES } from "../../src/server/routes/catalogue.ts";
import { openFileStore } from "../../src/tracking/index.ts";

const FIELDS = [
  "experiment_id",
  "experiment_ids",
  "experiment_name",
  "name",
  "new_name",
  "run_id",
  "run_ids",
  "run_uuid",
  "run_name",
  "key",
  "value",
  "timestamp",
  "step",
  "metrics",
  "params",
  "tags",
  "datasets",
  "models",
  "model_id",
  "filter",
  "order_by",
  "max_results",
  "page_token",
  "metric_key",
  "start_step",
  "end_step",
  "start_time",
  "end_time",
  "status",
  "view_type",
  "run_view_type",
  "artifact_location",
  "path",
  "version",
  "stage",
  "stages",
  "alias",
  "source",
  "description",
  "archive_existing_versions",
  "artifact_directory_path",
  "artifact_file_path",
];

const TEXTS = [
  "",
  "0",
  "1",
  "m",
  "known",
  "latest",
  "..",
  "../..",
  "a/b",
  "/etc/passwd",
  "a\u0000b",
  "\ud800",
  "__proto__",
  "constructor",
  "%2e%2e",
  "models:/known/1",
  "models:/known@champion",
  "runs:/x/y",
  "file:///etc",
  "metrics.m > 1",
  "name LIKE '%'",
  "FINISHED",
  "NaN",
  "1e999",
  "9".repeat(400),
  "x".repeat(9000),
  "가나다",
];

const text = fc.oneof(fc.constantFrom(...TEXTS), fc.string({ unit: "binary", maxLength: 40 }));
const entry = fc.dictionary(
  fc.constantFrom("key", "value", "timestamp", "step", "dataset", "model_id"),
  fc.oneof(text, fc.integer()),
  { maxKeys: 4 },
);
const value = fc.oneof(
  text,
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.array(fc.oneof(text, entry, fc.integer()), { maxLength: 4 }),
  entry,
  fc.object({ maxDepth: 3 }),
);
const body = fc.dictionary(fc.constantFrom(...FIELDS), value, { maxKeys: 8 });
const pathPart = fc.oneof(fc.constantFrom(...TEXTS), fc.string({ maxLength: 20 }));

describe("the tracking server", () => {
  const folder = mkdtempSync(join(tmpdir(), "traintracks-requests-"));
  const faults: string[] = [];
  let server: FastifyInstance;
  let known: Readonly<Record<string, string>>;

  beforeAll(async () => {
    server = createTrackingServer({
      store: openFileStore(join(folder, "mlruns"), { artifactRoot: "mlflow-artifacts:/" }),
      registry: openFileRegistry(join(folder, "mlruns")),
      artifacts: { proxiedFolder: join(folder, "mlartifacts"), localFolders: [join(folder, "mlruns")] },
      options: { onFault: (what, error) => faults.push(`${what}: ${String(error)}`) },
    });
    const post = async (path: string, payload: object): Promise<string> =>
      (
        await server.inject({
          method: "POST",
          url: `/api/2.0/mlflow/${path}`,
          payload,
          headers: { "content-type": "application/json" },
        })
      ).body;
    const runId = /"run_id":"(\w+)"/.exec(await post("runs/create", { experiment_id: "0" }))?.[1] ?? "";
    const modelId =
      /"model_id":"([\w-]+)"/.exec(await post("logged-models", { experiment_id: "0" }))?.[1] ?? "";
    await post("registered-models/create", { name: "known" });
    await post("model-versions/create", { name: "known", source: "s3://b/x" });
    known = { run_id: runId, model_id: modelId, experiment_id: "0", name: "known", version: "1" };
  });
  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  /** Half of the time the things named exist, so that the request gets further. */
  const request = fc.record({
    route: fc.constantFrom(...ROUTES),
    body,
    part: pathPart,
    usesKnown: fc.boolean(),
    rawBody: fc.option(fc.string({ unit: "binary", maxLength: 60 }), { freq: 20 }),
  });

  it("is never itself at fault", { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(request, async ({ route, body, part, usesKnown, rawBody }) => {
        const fields = usesKnown ? { ...body, ...known } : body;
        const [template = ""] = route.paths;
        const path = template
          .replace(":model_id", usesKnown ? (known["model_id"] ?? "") : encodeURIComponent(wellFormed(part)))
          .replace(/:\w+|\*/g, encodeURIComponent(wellFormed(part)));
        for (const method of route.methods) {
          const query = new URLSearchParams();
          for (const [name, item] of Object.entries(fields)) {
            for (const single of Array.isArray(item) ? item : [item])
              query.append(name, wellFormed(typeof single === "string" ? single : JSON.stringify(single)));
          }
          const { statusCode, body: answer } = await server.inject(
            method === "GET"
              ? { method, url: `${path}?${query}` }
              : {
                  method,
                  url: path,
                  headers: { "content-type": "application/json" },
                  payload: rawBody ?? JSON.stringify(fields),
                },
          );
          expect(faults).toEqual([]);
          expect(statusCode === 501 || statusCode < 500, `${statusCode} ${answer.slice(0, 300)}`).toBe(true);
          if (statusCode >= 400) expect(JSON.parse(answer)).toHaveProperty("error_code");
          expect(answer).not.toContain("root:");
        }
      }),
      { numRuns: 1500 },
    );
    expect(readdirSync(folder).sort()).toEqual(expect.arrayContaining(["mlruns"]));
    expect(readdirSync(folder).filter((name) => !["mlruns", "mlartifacts"].includes(name))).toEqual([]);
  });
});

/** A lone half of a surrogate pair cannot be in a URL at all. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "?");
}
