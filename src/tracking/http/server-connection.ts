// Requests to one tracking server: with credentials, a time limit, and retries where they are safe.

import { failure, messageOf, unparsable } from "../../errors/index.ts";
import { caughtUp, packageVersion, pause, randomBelow, sendLastRequests } from "../../system/index.ts";
import { authorizationFor } from "./credentials.ts";
import {
  isWorthRetrying,
  numberFrom,
  type RetryPolicy,
  retryPolicyFromEnvironment,
  waitMs,
} from "./retry-policy.ts";
import { sendFile } from "./send-file.ts";
import { serverError } from "./server-error.ts";

const DEFAULT_TIMEOUT_S = 120;
/** A server that never answered is more likely not there than just away. */
const RETRIES_BEFORE_FIRST_ANSWER = 2;
/** How long the end of a process may be held up. */
const AT_ONCE_TIMEOUT_MS = 5_000;
const MAX_ANSWER_BYTES = 512 * 2 ** 20;
/** Errors of the connection after which the server cannot have seen the request. */
const UNSENT: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** A request. */
export interface ServerRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Below the server's address, percent-encoded, beginning with `/`. */
  readonly path: string;
  /** Pairs of name and value; pairs without a value are left out. */
  readonly query?: readonly (readonly [string, string | number | undefined])[] | undefined;
  /** Sent as JSON; what is undefined in it is left out. */
  readonly json?: object | undefined;
  /** The body, when it is not JSON. */
  readonly bytes?: Uint8Array | undefined;
  /** A local file that is the body; not empty. */
  readonly file?: string | undefined;
  /** Whether making the request twice leaves the same as making it once. */
  readonly repeatable: boolean;
  /** No limit on the time in all: for transfers, where only standing still is a fault. */
  readonly unhurried?: boolean | undefined;
}

/** What a store over REST needs of a server. */
export interface JsonServer {
  /** The server's address, without credentials and without a final `/`. */
  readonly url: string;
  /** Makes a request whose answer is a JSON object. */
  json(request: ServerRequest): Promise<Readonly<Record<string, unknown>>>;
}

/** Talks to one server; connections are kept open between requests. */
export class ServerConnection implements JsonServer {
  readonly url: string;
  readonly #authorization: string | undefined;
  readonly #policy: RetryPolicy;
  readonly #timeoutMs: number;
  #hasAnswered = false;

  /** @param url `http://host:5000`, perhaps with a path that all requests start with. */
  constructor(url: string) {
    const parsed = new URL(url);
    this.#authorization = authorizationFor(parsed);
    this.#policy = retryPolicyFromEnvironment();
    this.#timeoutMs = numberFrom("MLFLOW_HTTP_REQUEST_TIMEOUT", DEFAULT_TIMEOUT_S) * 1000;
    parsed.username = "";
    parsed.password = "";
    this.url = parsed.href.replace(/\/+$/, "");
  }

  /**
   * Makes a request whose answer is a JSON object.
   *
   * @throws As {@link send}; SyntaxError when the answer is something else.
   */
  async json(request: ServerRequest): Promise<Readonly<Record<string, unknown>>> {
    const text = await textOf(await this.send(request));
    if (text === "") return {};
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (cause) {
      throw unparsable(`Cannot understand the answer to ${this.#nameOf(request)}: it is not JSON`, { cause });
    }
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
    throw unparsable(`Cannot understand the answer to ${this.#nameOf(request)}: it is not a JSON object`);
  }

  /**
   * Makes a request, again and again while that is safe and may help.
   *
   * @returns An answer of status 200 to 299, with its body yet to be read.
   * @throws The server's own error, with its code and message; Error `TEMPORARILY_UNAVAILABLE` when no answer came.
   */
  async send(request: ServerRequest): Promise<Response> {
    // After a long fit the kept connections may be closed, and what cannot be repeated must not be sent into one.
    if (!request.repeatable) await caughtUp();
    for (let retry = 0; ; retry++) {
      const attempt = await this.#attempt(request);
      if (attempt.response?.ok === true) {
        this.#hasAnswered = true;
        return attempt.response;
      }
      const status = attempt.response?.status;
      const again = isWorthRetrying({ repeatable: request.repeatable, status, unsent: attempt.unsent });
      if (!again || retry >= this.#maxRetries(attempt.unsent)) throw await this.#errorOf(request, attempt);
      await attempt.response?.body?.cancel();
      const retryAfter = attempt.response?.headers.get("retry-after") ?? null;
      await pause(waitMs(this.#policy, retry, retryAfter, randomBelow(1000) / 1000));
    }
  }

  /** Sends JSON requests in order and waits for them, though the event loop stands still; what they answer is not told. */
  sendAtOnce(requests: readonly ServerRequest[]): void {
    const lastRequests = requests.map((request) => ({
      url: this.#addressOf(request),
      method: request.method,
      headers: this.#headersFor(request),
      body: request.json === undefined ? undefined : JSON.stringify(request.json),
    }));
    if (lastRequests.length > 0) sendLastRequests(lastRequests, AT_ONCE_TIMEOUT_MS);
  }

  #maxRetries(unsent: boolean): number {
    const { maxRetries } = this.#policy;
    return unsent && !this.#hasAnswered ? Math.min(maxRetries, RETRIES_BEFORE_FIRST_ANSWER) : maxRetries;
  }

  async #attempt(request: ServerRequest): Promise<Attempt> {
    const { method, json, bytes, file } = request;
    const [url, headers] = [this.#addressOf(request), this.#headersFor(request)];
    try {
      if (file !== undefined) {
        const response = await sendFile({ url, method, headers, file, idleTimeoutMs: this.#timeoutMs });
        return { response, unsent: false, fault: undefined };
      }
      const response = await fetch(url, {
        method,
        headers,
        body: bytes ?? (json === undefined ? null : JSON.stringify(json)),
        // Followed, anything but a GET would arrive as another request than was made.
        redirect: method === "GET" ? "follow" : "manual",
        signal: request.unhurried === true ? null : AbortSignal.timeout(this.#timeoutMs),
      });
      return { response, unsent: false, fault: undefined };
    } catch (fault) {
      const cause = fault instanceof Error && fault.cause instanceof Error ? fault.cause : fault;
      const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
      return { response: undefined, unsent: UNSENT.has(code), fault: cause };
    }
  }

  async #errorOf(request: ServerRequest, { response, fault }: Attempt): Promise<Error> {
    if (response !== undefined) {
      this.#hasAnswered = true;
      const elsewhere = response.headers.get("location");
      if (response.status < 400 && elsewhere !== null) {
        return failure(
          "BAD_REQUEST",
          `The tracking server at ${this.url} sends requests on to ${elsewhere}: use that address`,
        );
      }
      return serverError(this.#nameOf(request), { status: response.status, body: await textOf(response) });
    }
    return failure(
      "TEMPORARILY_UNAVAILABLE",
      `Cannot reach the tracking server at ${this.url}: ${reasonOf(fault)}`,
      {
        cause: fault,
      },
    );
  }

  #headersFor(request: ServerRequest): Record<string, string> {
    return {
      "User-Agent": `traintracks/${packageVersion()}`,
      ...(this.#authorization !== undefined && { Authorization: this.#authorization }),
      ...(request.json !== undefined && { "Content-Type": "application/json" }),
      ...((request.bytes ?? request.file) !== undefined && { "Content-Type": "application/octet-stream" }),
    };
  }

  #addressOf({ path, query = [] }: ServerRequest): string {
    const parameters = new URLSearchParams();
    for (const [name, value] of query) if (value !== undefined) parameters.append(name, String(value));
    const text = parameters.toString();
    return `${this.url}${path}${text === "" ? "" : `?${text}`}`;
  }

  #nameOf({ method, path }: ServerRequest): string {
    return `${method} ${this.url}${path}`;
  }
}

interface Attempt {
  readonly response: Response | undefined;
  readonly unsent: boolean;
  readonly fault: unknown;
}

async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of response.body ?? []) {
    sizeBytes += chunk.length;
    if (sizeBytes > MAX_ANSWER_BYTES) {
      throw failure(
        "BAD_REQUEST",
        `Cannot read the answer of ${response.url}: it is longer than ${MAX_ANSWER_BYTES} bytes`,
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function reasonOf(fault: unknown): string {
  const reasons: Readonly<Record<string, string>> = {
    ECONNREFUSED: "nothing listens there",
    ENOTFOUND: "there is no host of that name",
    EAI_AGAIN: "the host's name cannot be resolved",
    ECONNRESET: "the connection was closed",
    UND_ERR_SOCKET: "the connection was closed",
    UND_ERR_CONNECT_TIMEOUT: "it does not accept connections",
  };
  if (fault instanceof Error && fault.name === "TimeoutError") return "it did not answer in time";
  const code = fault instanceof Error && "code" in fault ? String(fault.code) : "";
  return reasons[code] ?? messageOf(fault);
}
