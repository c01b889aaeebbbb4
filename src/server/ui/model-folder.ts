// From the URI of a model to its folder: only what is in the store and lies in the folders served, never a path.
import { failure, invalidValue, quote } from "../../errors/index.ts";
import { kindOf, resolveInside } from "../../system/index.ts";
import { parseModelUri } from "../../tracking/index.ts";
import { checkArtifactPath } from "../artifacts/artifact-path.ts";
import { artifactFolder } from "../artifacts/artifact-sites.ts";
import type { Services } from "../routes/route.ts";

const MLMODEL = "MLmodel";

/**
 * The local folder of a model.
 *
 * @param uri `runs:/<run id>/<path or model name>`, `models:/<name>/<version>`, `models:/<name>@<alias>`, `models:/m-<id>`,
 *   or the id of a logged model alone.
 * @throws Error `RESOURCE_DOES_NOT_EXIST` when there is no model, RangeError for anything else in the place of a URI.
 */
export async function modelFolder(services: Services, uri: string): Promise<string> {
  const { store, registry, sites } = services;
  const parsed = parseModelUri(/^m-[0-9a-f]{32}$/.test(uri) ? `models:/${uri}` : uri);
  switch (parsed.kind) {
    case "run":
      return await folderInRun(services, uri, parsed.runId, parsed.path);
    case "loggedModel":
      return withModel(uri, artifactFolder(sites, (await store.loggedModel(parsed.modelId)).artifactUri));
    case "registered": {
      const version =
        parsed.by === "version"
          ? Number(parsed.value)
          : parsed.by === "alias"
            ? (await registry.versionByAlias(parsed.name, parsed.value)).version
            : (await registry.latestVersions(parsed.name, [parsed.value]))[0]?.version;
      if (version === undefined) throw noModel(uri);
      return withModel(uri, artifactFolder(sites, await registry.downloadUri(parsed.name, version)));
    }
    default:
      throw invalidValue(
        `Cannot ask a model at ${quote(uri)}: it must be runs:/…, models:/… or the id of a logged model`,
      );
  }
}

async function folderInRun(
  { store, sites }: Services,
  uri: string,
  runId: string,
  path: string,
): Promise<string> {
  checkArtifactPath(path);
  const run = await store.run(runId);
  const inRun = resolveInside(artifactFolder(sites, run.info.artifactUri), path);
  if (hasModel(inRun)) return inRun;
  for (const { modelId } of run.outputs.toReversed()) {
    const { name, artifactUri } = await store.loggedModel(modelId);
    if (name === path) return withModel(uri, artifactFolder(sites, artifactUri));
  }
  throw noModel(uri);
}

function withModel(uri: string, folder: string): string {
  if (hasModel(folder)) return folder;
  throw noModel(uri);
}

function hasModel(folder: string): boolean {
  return kindOf(`${folder}/${MLMODEL}`) === "file";
}

function noModel(uri: string): Error {
  return failure(
    "RESOURCE_DOES_NOT_EXIST",
    `Cannot find a model at ${quote(uri)}: there is no ${MLMODEL} file`,
  );
}
