// Artifacts in a folder of this machine.
import { dirname } from "node:path";
import { failure, invalidValue, quote } from "../../errors/index.ts";
import {
  copyFileAtomic,
  kindOf,
  listFolder,
  makeFolder,
  readBytes,
  relativePathParts,
  removeTree,
  resolveInside,
  writeFileAtomic,
} from "../../system/index.ts";
import type { ArtifactInfo, ArtifactRepository } from "./artifact-repository.ts";
import { fileUriOf } from "./file-uri.ts";

/** A repository whose root is a local folder; it need not exist before the first write. */
export class LocalArtifactRepository implements ArtifactRepository {
  readonly uri: string;
  readonly localFolder: string;

  /** @param root The absolute path of the folder that holds the artifacts. */
  constructor(root: string) {
    this.uri = fileUriOf(root);
    this.localFolder = root;
  }

  list(folder = ""): readonly ArtifactInfo[] {
    const prefix = relativePathParts(folder);
    return listFolder(resolveInside(this.localFolder, folder)).map(({ name, isFolder, sizeBytes }) => ({
      path: [...prefix, name].join("/"),
      isFolder,
      sizeBytes: isFolder ? undefined : sizeBytes,
    }));
  }

  read(path: string): Uint8Array {
    return readBytes(this.#existingFile(path));
  }

  write(path: string, content: string | Uint8Array): void {
    writeFileAtomic(this.#writableFile(path), content, this.localFolder);
  }

  upload(localFile: string, path: string): void {
    if (kindOf(localFile) !== "file") {
      throw failure("RESOURCE_DOES_NOT_EXIST", `Cannot log ${quote(localFile)}: there is no such file`);
    }
    copyFileAtomic(localFile, this.#writableFile(path), this.localFolder);
  }

  download(path: string, localFile: string): void {
    const from = this.#existingFile(path);
    makeFolder(dirname(localFile));
    copyFileAtomic(from, localFile, dirname(localFile));
  }

  delete(path: string): void {
    const target = resolveInside(this.localFolder, path);
    if (relativePathParts(path).length === 0)
      throw invalidValue("Cannot delete the root of an artifact repository");
    removeTree(target);
  }

  #existingFile(path: string): string {
    const file = resolveInside(this.localFolder, path);
    const kind = kindOf(file);
    if (kind === "absent") throw failure("RESOURCE_DOES_NOT_EXIST", `No such artifact: '${path}'`);
    if (kind === "folder") {
      throw invalidValue(`Artifact path refers to a directory, not a file: '${path}'`);
    }
    return file;
  }

  #writableFile(path: string): string {
    const file = resolveInside(this.localFolder, path);
    if (relativePathParts(path).length === 0 || path.endsWith("/") || kindOf(file) === "folder") {
      throw invalidValue(`Invalid path: an artifact needs a file name: current value is ${quote(path)}`);
    }
    makeFolder(dirname(file));
    return file;
  }
}
