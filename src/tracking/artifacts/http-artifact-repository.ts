// Artifacts behind a tracking server's proxy: mlflow-artifacts:/…
import { dirname } from "node:path";
import { failure, invalidValue, quote } from "../../errors/index.ts";
import { fileSize, kindOf, makeFolder, relativePathParts, writeFileFromStream } from "../../system/index.ts";
import { integerField, listField, textField } from "../http/json-fields.ts";
import type { ServerConnection, ServerRequest } from "../http/server-connection.ts";
import type { ArtifactInfo, ArtifactRepository } from "./artifact-repository.ts";

const SCHEME = "mlflow-artifacts:";
const API = "/api/2.0/mlflow-artifacts/artifacts";

/** A repository whose files travel through a tracking server. */
export class HttpArtifactRepository implements ArtifactRepository {
  readonly uri: string;
  readonly localFolder = undefined;
  readonly #server: ServerConnection;
  /** The parts of the root's path at the server. */
  readonly #root: readonly string[];

  /**
   * @param uri `mlflow-artifacts:/<path>`; `mlflow-artifacts://<host>/<path>` only for the server's own host.
   * @throws RangeError `INVALID_PARAMETER_VALUE` when the URI is not of this form, or names another host.
   */
  constructor(uri: string, server: ServerConnection) {
    this.uri = uri;
    this.#server = server;
    const [, host = "", path = ""] = /^mlflow-artifacts:(?:\/\/([^/]*))?\/?(.*)$/s.exec(uri) ?? [];
    if (!uri.startsWith(SCHEME) || (host !== "" && host !== new URL(server.url).host)) {
      throw invalidValue(`Cannot reach the artifacts at ${quote(uri)}: they are not behind ${server.url}`);
    }
    this.#root = relativePathParts(decodedOnce(path));
  }

  async list(folder = ""): Promise<readonly ArtifactInfo[]> {
    const parts = relativePathParts(folder);
    const answer = await this.#server.json({
      method: "GET",
      path: API,
      query: [["path", [...this.#root, ...parts].join("/")]],
      repeatable: true,
    });
    return listField(answer, "files").map((file) => {
      const isFolder = file["is_dir"] === true;
      return {
        // A server may answer with whole paths; what lies directly in the folder has a base name.
        path: [...parts, textField(file, "path").split("/").at(-1)].join("/"),
        isFolder,
        sizeBytes: isFolder ? undefined : integerField(file, "file_size"),
      };
    });
  }

  async read(path: string): Promise<Uint8Array> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of await this.#server.transfer(this.#fileRequest("GET", path))) chunks.push(chunk);
    return new Uint8Array(Buffer.concat(chunks));
  }

  async write(path: string, content: string | Uint8Array): Promise<void> {
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    await this.#put(path, { bytes });
  }

  async upload(localFile: string, path: string): Promise<void> {
    if (kindOf(localFile) !== "file") {
      throw failure("RESOURCE_DOES_NOT_EXIST", `Cannot log ${quote(localFile)}: there is no such file`);
    }
    if (fileSize(localFile) === 0) await this.write(path, "");
    else await this.#put(path, { file: localFile });
  }

  async download(path: string, localFile: string): Promise<void> {
    const body = await this.#server.transfer(this.#fileRequest("GET", path));
    const folder = dirname(localFile);
    makeFolder(folder);
    await writeFileFromStream(localFile, body, folder, Number.POSITIVE_INFINITY);
  }

  async delete(path: string): Promise<void> {
    await this.#server.json(this.#fileRequest("DELETE", path));
  }

  async #put(path: string, body: Pick<ServerRequest, "bytes" | "file">): Promise<void> {
    if (path.endsWith("/")) throw needsName(path);
    (await this.#server.transfer({ ...this.#fileRequest("PUT", path), ...body })).resume();
  }

  #fileRequest(method: ServerRequest["method"], path: string): ServerRequest {
    const parts = relativePathParts(path);
    if (parts.length === 0) throw needsName(path);
    const encoded = [...this.#root, ...parts].map(encodeURIComponent).join("/");
    return { method, path: `${API}/${encoded}`, repeatable: true };
  }
}

function needsName(path: string): RangeError {
  return invalidValue(`Invalid path: an artifact needs a file name: current value is ${quote(path)}`);
}

/** The URI of a run is percent-encoded, if it was made of a URL; one that does not decode is taken as it is. */
function decodedOnce(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
