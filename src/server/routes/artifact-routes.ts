// Artifacts over REST: listing and downloading those of runs, logged models and model versions, and the proxy.
import { failure, invalidValue } from "../../errors/index.ts";
import { resolveInside } from "../../system/index.ts";
import { type ArtifactInfo, LocalArtifactRepository, listToJson } from "../../tracking/index.ts";
import { checkArtifactPath } from "../artifacts/artifact-path.ts";
import { artifactFolder, proxiedFolderOf, proxiedPathOf } from "../artifacts/artifact-sites.ts";
import { FileAnswer } from "../artifacts/file-answer.ts";
import { fallback, required, text } from "../requests/fields.ts";
import { versionNumber } from "../requests/version-number.ts";
import { mlflow, type Route, route, type Services } from "./route.ts";
import { runId } from "./run-routes.ts";

/** Where the proxy for `mlflow-artifacts:` is found. */
export const PROXY_PATHS: readonly string[] = [
  "/api/2.0/mlflow-artifacts/artifacts",
  "/ajax-api/2.0/mlflow-artifacts/artifacts",
];

const proxiedFilePaths = PROXY_PATHS.map((path) => `${path}/*`);
const proxiedPath = { "*": required(text) };

/** Every call about artifacts, except those that take files. */
export const artifactRoutes: readonly Route[] = [
  route({
    methods: ["GET"],
    paths: mlflow("artifacts/list"),
    request: { runId, path: fallback(text, "") },
    answer: async ({ runId, path }, services) => {
      const { info } = await services.store.run(runId);
      return listing(services, info.artifactUri, path);
    },
  }),
  route({
    methods: ["GET"],
    paths: mlflow("logged-models/:model_id/artifacts/directories"),
    request: { modelId: required(text), artifactDirectoryPath: fallback(text, "") },
    answer: async ({ modelId, artifactDirectoryPath }, services) => {
      const { artifactUri } = await services.store.loggedModel(modelId);
      return listing(services, artifactUri, artifactDirectoryPath);
    },
  }),
  route({
    methods: ["GET"],
    paths: ["/get-artifact"],
    request: { path: required(text), runId },
    answer: async ({ runId, path }, services) => {
      const { info } = await services.store.run(runId);
      return file(services, info.artifactUri, path);
    },
  }),
  route({
    methods: ["GET"],
    paths: ["/model-versions/get-artifact"],
    request: { path: required(text), name: required(text), version: required(versionNumber) },
    answer: async ({ name, version, path }, services) =>
      file(services, await services.registry.downloadUri(name, version), path),
  }),
  route({
    methods: ["GET"],
    paths: mlflow("logged-models/:model_id/artifacts/files"),
    request: { modelId: required(text), artifactFilePath: required(text) },
    answer: async ({ modelId, artifactFilePath }, services) => {
      const { artifactUri } = await services.store.loggedModel(modelId);
      return file(services, artifactUri, artifactFilePath);
    },
  }),
  route({
    methods: ["GET"],
    paths: PROXY_PATHS,
    request: { path: fallback(text, "") },
    answer: ({ path }, { sites }) => {
      checkArtifactPath(path);
      const folder = new LocalArtifactRepository(proxiedFolderOf(sites));
      return { files: listToJson(folder.list(path), (info) => fileInfoToJson(info, baseName(info.path))) };
    },
  }),
  route({
    methods: ["GET"],
    paths: proxiedFilePaths,
    request: proxiedPath,
    answer: ({ "*": path }, { sites }) => {
      checkArtifactPath(path);
      return new FileAnswer(resolveInside(proxiedFolderOf(sites), path), path);
    },
  }),
  route({
    methods: ["DELETE"],
    paths: proxiedFilePaths,
    request: proxiedPath,
    answer: ({ "*": path }, { sites }) => {
      checkArtifactPath(path);
      new LocalArtifactRepository(proxiedFolderOf(sites)).delete(path);
    },
  }),
  route({
    methods: ["POST"],
    paths: ["create", "complete", "abort"].flatMap((step) => [
      `/api/2.0/mlflow-artifacts/mpu/${step}/*`,
      `/ajax-api/2.0/mlflow-artifacts/mpu/${step}/*`,
    ]),
    request: {},
    answer: () => {
      throw notSupported("Multipart upload");
    },
  }),
  route({
    methods: ["GET"],
    paths: ["/api/2.0/mlflow-artifacts/presigned/*", "/ajax-api/2.0/mlflow-artifacts/presigned/*"],
    request: {},
    answer: () => {
      throw notSupported("Multipart download");
    },
  }),
  route({
    methods: ["POST"],
    paths: [...mlflow("artifacts/presigned-upload-url"), ...mlflow("artifacts/presigned-download-url")],
    readOnly: true,
    request: {},
    answer: () => {
      throw invalidValue("Cannot give a presigned URL: artifacts are kept on this server");
    },
  }),
];

function listing({ sites }: Services, artifactUri: string, path: string): object {
  checkArtifactPath(path);
  const repository = new LocalArtifactRepository(artifactFolder(sites, artifactUri));
  return {
    root_uri: artifactUri,
    files: listToJson(repository.list(path), (info) => fileInfoToJson(info, info.path)),
  };
}

function file({ sites }: Services, artifactUri: string, path: string): FileAnswer {
  checkArtifactPath(path);
  const target = resolveInside(artifactFolder(sites, artifactUri), path);
  const isProxied = artifactUri.startsWith("mlflow-artifacts:");
  return new FileAnswer(target, isProxied ? `${proxiedPathOf(artifactUri)}/${path}` : path);
}

/** The `FileInfo` message of an answer; empty files and folders have no size in it. */
function fileInfoToJson({ isFolder, sizeBytes }: ArtifactInfo, path: string): object {
  return { path, is_dir: isFolder, file_size: sizeBytes || undefined };
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function notSupported(what: string): Error {
  return failure("NOT_IMPLEMENTED", `${what} is not supported for the current artifact repository`);
}
