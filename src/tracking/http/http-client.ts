// Requests over HTTP on connections that stay open: Node's own client, which takes a third of the time of its fetch().
import type { Agent, ClientRequest, IncomingMessage, RequestOptions } from "node:http";
import { failure } from "../../errors/index.ts";
import { fileSize, fileStream } from "../../system/index.ts";

const MAX_REDIRECTIONS = 5;
const REDIRECTIONS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const MAX_TEXT_BYTES = 512 * 2 ** 20;

/** A request to one address. */
export interface HttpRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | undefined;
  /** A local file that is the body, sent with bounded memory; not empty. */
  readonly file?: string | undefined;
  /** For how long the connection may stand still. */
  readonly idleTimeoutMs: number;
}

/** An answer whose body has been read. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly text: string;
}

interface Transport {
  readonly request: (
    url: string,
    options: RequestOptions,
    onAnswer: (answer: IncomingMessage) => void,
  ) => ClientRequest;
  readonly agent: Agent;
}

/** Sends requests; of each kind of address, `http:` and `https:`, it keeps the connections. */
export class HttpClient {
  #plain: Transport | undefined;
  #secure: Transport | undefined;

  /**
   * Sends a request; redirections of a GET are followed.
   *
   * @returns The answer, whose body must be read to its end or destroyed.
   * @throws The error of the connection, or of the file; one of name `TimeoutError` when nothing moved for too long.
   */
  async send(request: HttpRequest): Promise<IncomingMessage> {
    let { url, headers } = request;
    for (let redirections = 0; ; redirections++) {
      const answer = await sent(await this.#transportFor(url), { ...request, url, headers });
      const { location } = answer.headers;
      if (request.method !== "GET" || location === undefined || !REDIRECTIONS.has(answer.statusCode ?? 0)) {
        return answer;
      }
      answer.destroy();
      if (redirections === MAX_REDIRECTIONS) {
        throw failure("BAD_REQUEST", `Cannot follow ${request.url}: it leads from one address to the next`);
      }
      const next = new URL(location, url);
      // Credentials are for the server they were given for.
      const { Authorization: _, ...others } = headers;
      if (next.origin !== new URL(url).origin) headers = others;
      url = next.href;
    }
  }

  /**
   * Sends a request and reads the answer.
   *
   * @param timeoutMs How long it may take in all.
   */
  async ask(request: Omit<HttpRequest, "idleTimeoutMs">, timeoutMs: number): Promise<HttpAnswer> {
    let answer: IncomingMessage | undefined;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        answer?.destroy();
        reject(new DOMException("it took too long", "TimeoutError"));
      }, timeoutMs);
    });
    const asked = async (): Promise<HttpAnswer> => {
      answer = await this.send({ ...request, idleTimeoutMs: timeoutMs });
      return { status: answer.statusCode ?? 0, headers: answer.headers, text: await textOf(answer) };
    };
    try {
      return await Promise.race([asked(), late]);
    } finally {
      clearTimeout(timer);
    }
  }

  // Loaded when first needed: most programs have no tracking server.
  async #transportFor(url: string): Promise<Transport> {
    if (url.startsWith("https:")) {
      this.#secure ??= transportOf(await import("node:https"));
      return this.#secure;
    }
    this.#plain ??= transportOf(await import("node:http"));
    return this.#plain;
  }
}

function transportOf({
  request,
  Agent,
}: {
  readonly request: Transport["request"];
  readonly Agent: new (options: { readonly keepAlive: boolean }) => Agent;
}): Transport {
  return { request, agent: new Agent({ keepAlive: true }) };
}

function sent(
  { request, agent }: Transport,
  { url, method, headers, body, file, idleTimeoutMs }: HttpRequest,
): Promise<IncomingMessage> {
  const sizeBytes =
    file !== undefined ? fileSize(file) : body === undefined ? undefined : Buffer.byteLength(body);
  const source =
    file === undefined || sizeBytes === undefined ? undefined : fileStream(file, 0, sizeBytes - 1);
  return new Promise((resolve, reject) => {
    const length = sizeBytes === undefined ? undefined : { "Content-Length": String(sizeBytes) };
    const outgoing = request(url, { method, agent, headers: { ...headers, ...length } }, (answer) => {
      source?.destroy(); // a server that refuses may answer before it has everything
      resolve(answer);
    });
    outgoing.setTimeout(idleTimeoutMs, () =>
      outgoing.destroy(new DOMException("standing still", "TimeoutError")),
    );
    outgoing.on("error", (error) => {
      source?.destroy();
      reject(error);
    });
    if (source === undefined) {
      outgoing.end(body);
      return;
    }
    source.on("error", (error) => outgoing.destroy(error));
    source.pipe(outgoing);
  });
}

/**
 * The body of an answer as text.
 *
 * @throws Error `BAD_REQUEST` when it is longer than half a gigabyte, and the error of the connection.
 */
export function textOf(answer: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let sizeBytes = 0;
    answer.on("data", (chunk: Buffer) => {
      sizeBytes += chunk.length;
      chunks.push(chunk);
      if (sizeBytes <= MAX_TEXT_BYTES) return;
      answer.destroy();
      reject(failure("BAD_REQUEST", `Cannot read the answer: it is longer than ${MAX_TEXT_BYTES} bytes`));
    });
    answer.on("end", () => resolve(Buffer.concat(chunks).toString("utf8")));
    answer.on("error", reject);
  });
}
