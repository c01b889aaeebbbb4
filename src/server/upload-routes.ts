// The calls that take files: streamed to disk with bounded memory, and seen there whole or not at all.
import { dirname } from "node:path";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { invalidValue, quote } from "../errors/index.ts";
import { kindOf, makeFolder, resolveInside, writeFileFromStream } from "../system/index.ts";
import { checkArtifactPath } from "./artifacts/artifact-path.ts";
import { artifactFolder, proxiedFolderOf } from "./artifacts/artifact-sites.ts";
import { MAX_ARTIFACT_BYTES, MAX_UPLOAD_BYTES } from "./limits.ts";
import { fallback, text } from "./requests/fields.ts";
import { requestReader } from "./requests/request-schema.ts";
import { PROXY_PATHS } from "./routes/artifact-routes.ts";
import type { Services } from "./routes/route.ts";

const readUpload = requestReader({
  runUuid: fallback(text, ""),
  runId: fallback(text, ""),
  path: fallback(text, ""),
});

/** Adds the calls to a scope of their own, in which bodies are left as streams. */
export function registerUploads(scope: FastifyInstance, services: Services): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser("*", (_request, _payload, done) => done(null));
  for (const path of PROXY_PATHS) {
    scope.put<{ Params: { "*": string } }>(`${path}/*`, async (request, reply) => {
      const folder = proxiedFolderOf(services.sites);
      await receive(request, folder, request.params["*"], MAX_ARTIFACT_BYTES);
      return reply.code(200).send();
    });
  }
  scope.post("/ajax-api/2.0/mlflow/upload-artifact", async (request, reply) => {
    const { runUuid, runId, path } = readUpload({ origin: "query", values: Object(request.query) });
    const id = runUuid || runId;
    if (id === "") throw invalidValue("Request must specify run_uuid.");
    if (path === "") throw invalidValue("Request must specify path.");
    const { "content-length": length, "transfer-encoding": coding } = request.headers;
    if (coding === undefined && Number(length ?? 0) === 0) throw invalidValue("Request must specify data.");
    if (Number(length ?? 0) > MAX_UPLOAD_BYTES) {
      throw invalidValue("Artifact size is too large. Max size is 10MB.");
    }
    const { info } = await services.store.run(id);
    await receive(request, artifactFolder(services.sites, info.artifactUri), path, MAX_UPLOAD_BYTES);
    return reply.code(200).send();
  });
}

async function receive(request: FastifyRequest, root: string, path: string, maxBytes: number): Promise<void> {
  checkArtifactPath(path);
  const target = resolveInside(root, path);
  if (path === "" || path.endsWith("/") || target === root || kindOf(target) === "folder") {
    throw invalidValue(`Invalid path: an artifact needs a file name: current value is ${quote(path)}`);
  }
  makeFolder(dirname(target));
  await writeFileFromStream(target, request.raw, root, maxBytes);
}
