// All artifacts of a run or model at once, and HTML among them as a page that can do nothing.
import { failure, invalidValue } from "../../../errors/index.ts";
import { fileSize, folderNames, kindOf, resolveInside } from "../../../system/index.ts";
import { checkArtifactPath } from "../../artifacts/artifact-path.ts";
import { artifactFolder } from "../../artifacts/artifact-sites.ts";
import { MAX_FRAME_BYTES, MAX_TREE_FILES } from "../../limits.ts";
import { fallback, flag, required, text } from "../../requests/fields.ts";
import { versionNumber } from "../../requests/version-number.ts";
import { type Route, route, type Services } from "../../routes/route.ts";
import { FrameAnswer } from "../frame-answer.ts";
import { uiPath } from "../ui-path.ts";

const owner = { runId: text, modelId: text, name: text, version: versionNumber };
const MAX_DEPTH = 64;

/** Every call about artifacts that only the user interface makes. */
export const artifactTreeRoutes: readonly Route[] = [
  route({
    methods: ["GET"],
    paths: uiPath("artifacts/tree"),
    request: owner,
    answer: async (of, services) => {
      const artifactUri = await artifactUriOf(of, services);
      const files: FileJson[] = [];
      const folder = artifactFolder(services.sites, artifactUri);
      collect(folder, "", 0, files);
      const sizes = files.reduce((sum, { size }) => sum + (size ?? 0), 0);
      return { root_uri: artifactUri, files, truncated: files.length >= MAX_TREE_FILES, total_bytes: sizes };
    },
  }),
  route({
    methods: ["GET"],
    paths: uiPath("artifacts/frame"),
    request: { ...owner, path: required(text), scripts: fallback(flag, false) },
    answer: async ({ path, scripts, ...of }, services) => {
      checkArtifactPath(path);
      const file = resolveInside(artifactFolder(services.sites, await artifactUriOf(of, services)), path);
      if (kindOf(file) !== "file") throw failure("RESOURCE_DOES_NOT_EXIST", `No such artifact: '${path}'`);
      const sizeBytes = fileSize(file);
      if (sizeBytes > MAX_FRAME_BYTES) {
        throw invalidValue(
          `Cannot show '${path}': it has ${sizeBytes} bytes, at most ${MAX_FRAME_BYTES} are shown`,
        );
      }
      return new FrameAnswer(file, scripts);
    },
  }),
];

interface FileJson {
  readonly path: string;
  readonly is_dir: boolean;
  readonly size: number | null;
}

function collect(folder: string, prefix: string, depth: number, files: FileJson[]): void {
  for (const { name, kind } of folderNames(folder) ?? []) {
    if (files.length >= MAX_TREE_FILES) return;
    const path = prefix + name;
    const inner = `${folder}/${name}`;
    if (kind === "folder") {
      files.push({ path, is_dir: true, size: null });
      if (depth < MAX_DEPTH) collect(inner, `${path}/`, depth + 1, files);
    } else if (kind === "file") files.push({ path, is_dir: false, size: fileSize(inner) });
  }
}

async function artifactUriOf(
  {
    runId,
    modelId,
    name,
    version,
  }: { readonly [Name in keyof typeof owner]: ReturnType<(typeof owner)[Name]["read"]> },
  { store, registry }: Services,
): Promise<string> {
  if (runId !== undefined) return (await store.run(runId)).info.artifactUri;
  if (modelId !== undefined) return (await store.loggedModel(modelId)).artifactUri;
  if (name !== undefined && version !== undefined) return await registry.downloadUri(name, version);
  throw invalidValue(
    "Missing value for required parameter 'run_id': or give 'model_id', or 'name' and 'version'",
  );
}
