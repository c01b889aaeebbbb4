// `traintracks artifacts …`: list, fetch and add the files of a run.
import { resolve } from "node:path";
import type { Command } from "commander";
import { workingFolder, writeOut } from "../../system/index.ts";
import { textTable } from "../text-table.ts";
import { addTrackingOptions, answer, clientOf, type TrackingOptions } from "../tracking-options.ts";

interface PathOptions extends TrackingOptions {
  readonly runId: string;
  readonly artifactPath?: string;
}

/** `artifacts list`. */
export function configureArtifactsList(command: Command): void {
  addTrackingOptions(withRun(command))
    .option("-a, --artifact-path <path>", "a folder among them (default: all at the top)")
    .action(async (options: PathOptions) => {
      const found = await clientOf(options).listArtifacts(options.runId, options.artifactPath ?? "");
      const files = found.map(({ path, isFolder, sizeBytes }) => ({
        path,
        is_dir: isFolder,
        ...(sizeBytes !== undefined && { file_size: sizeBytes }),
      }));
      const rows = found.map(({ path, isFolder, sizeBytes }) => [
        isFolder ? `${path}/` : path,
        String(sizeBytes ?? ""),
      ]);
      answer(options, textTable(["Path", "Bytes"], rows), files);
    });
}

/** `artifacts download`. */
export function configureArtifactsDownload(command: Command): void {
  addTrackingOptions(withRun(command))
    .option("-a, --artifact-path <path>", "a file or folder among them (default: everything)")
    .option("-d, --dst-path <folder>", "where the copy goes", ".")
    .action(async (options: PathOptions & { readonly dstPath: string }) => {
      const { runId, artifactPath = "", dstPath } = options;
      const folder = resolve(workingFolder(), dstPath);
      const path = await clientOf(options).downloadArtifacts(runId, artifactPath, folder);
      if (options.json === true) writeOut(JSON.stringify({ path }));
      else writeOut(path);
    });
}

/** `artifacts log-artifact`. */
export function configureArtifactsLogArtifact(command: Command): void {
  addTrackingOptions(withRun(command))
    .requiredOption("-l, --local-file <file>", "the file to copy")
    .option("-a, --artifact-path <path>", "the folder it goes to (default: the top)")
    .action(async (options: PathOptions & { readonly localFile: string }) => {
      const { runId, localFile, artifactPath = "" } = options;
      await clientOf(options).logArtifact(runId, resolve(workingFolder(), localFile), artifactPath);
      answer(options, `Logged artifact from local file ${localFile} to run ${runId}`, {});
    });
}

/** `artifacts log-artifacts`. */
export function configureArtifactsLogArtifacts(command: Command): void {
  addTrackingOptions(withRun(command))
    .requiredOption("-l, --local-dir <folder>", "the folder whose content is copied")
    .option("-a, --artifact-path <path>", "the folder it goes to (default: the top)")
    .action(async (options: PathOptions & { readonly localDir: string }) => {
      const { runId, localDir, artifactPath = "" } = options;
      await clientOf(options).logArtifacts(runId, resolve(workingFolder(), localDir), artifactPath);
      answer(options, `Logged artifacts from local folder ${localDir} to run ${runId}`, {});
    });
}

function withRun(command: Command): Command {
  return command.requiredOption("-r, --run-id <id>", "the run's id");
}
