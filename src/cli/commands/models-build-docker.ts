// `traintracks models build-docker`: a folder from which a container engine builds an image that serves a model.
import { join, resolve } from "node:path";
import type { Command } from "commander";
import { failure } from "../../errors/index.ts";
import { DOCKER_MODEL_FOLDER, dockerFiles, loadModel } from "../../models/index.ts";
import {
  copyFileAtomic,
  listFolder,
  makeFolder,
  workingFolder,
  writeFileAtomic,
  writeOut,
} from "../../system/index.ts";
import { withModel } from "../open-model.ts";

interface BuildOptions {
  readonly modelUri: string;
  readonly outputPath: string;
}

/** Adds the options of `models build-docker`. */
export function configureModelsBuildDocker(command: Command): void {
  command
    .requiredOption("-m, --model-uri <uri>", "a model's folder, runs:/<run id>/<name> or models:/…")
    .option("-o, --output-path <folder>", "the folder to write, new or empty", "model-image")
    .action(build);
}

async function build({ modelUri, outputPath }: BuildOptions): Promise<void> {
  const target = resolve(workingFolder(), outputPath);
  if (listFolder(target).length > 0) {
    throw failure(
      "RESOURCE_ALREADY_EXISTS",
      `Cannot write to ${outputPath}: the folder must be new or empty`,
    );
  }
  await withModel(modelUri, async (folder) => {
    await loadModel(folder); // a model that cannot be served is told of now, not by a container
    copyTree(folder, join(target, DOCKER_MODEL_FOLDER));
  });
  for (const [name, content] of dockerFiles()) writeFileAtomic(join(target, name), content, target);
  writeOut(`Written to ${outputPath}. Build and run it with:`);
  writeOut(`  docker build -t model ${outputPath} && docker run --rm -p 8080:8080 model`);
}

function copyTree(from: string, to: string): void {
  makeFolder(to);
  for (const { name, isFolder } of listFolder(from)) {
    if (isFolder) copyTree(join(from, name), join(to, name));
    else copyFileAtomic(join(from, name), join(to, name), to);
  }
}
