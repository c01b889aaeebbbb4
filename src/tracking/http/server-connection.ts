// Requests to one tracking server: with credentials, a time limit, and retries where they are safe.

import type { IncomingMessage } from "node:http";
import { errorCode, failure, messageOf, unparsable } from "../../errors/index.ts";
import { caughtUp, packageVersion, pause, randomBelow, sendLastRequests } from "../../system/index.ts";
import { authorizationFor } from "./credentials.ts";
import { type HttpAnswer, HttpClient, type HttpRequest, textOf } from "./http-client.ts";
import {
  isWorthRetrying,
  numberFrom,
  type RetryPolicy,
  retryPolicyFromEnvironment,
  waitMs,
} from "./retry-policy.ts";
import { serverError } from "./server-error.ts";

const DEFAULT_TIMEOUT_S = 120;
/** A server that never answered is more likely not there than just away. */
const RETRIES_BEFORE_FIRST_ANSWER = 2;
/** How long the end of a process may be held up. */
const AT_ONCE_TIMEOUT_MS = 5_000;
/** Errors of the connection after which the server cannot have seen the request. */
const UNSENT: ReadonlySet<string> = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "ETIMEDOUT"]);

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
  readonly #http = new HttpClient();
  readonly #headers: Readonly<Record<string, string>>;
  readonly #policy: RetryPolicy;
  readonly #timeoutMs: number;
  #hasAnswered = false;

  /** @param url `http://host:5000`, perhaps with a path that all requests start with. */
  constructor(url: string) {
    const parsed = new URL(url);
    const authorization = authorizationFor(parsed);
    this.#headers = {
      "User-Agent": `traintracks/${packageVersion()}`,
      ...(authorization !== undefined && { Authorization: authorization }),
    };
    this.#policy = retryPolicyFromEnvironment();
    this.#timeoutMs = numberFrom("MLFLOW_HTTP_REQUEST_TIMEOUT", DEFAULT_TIMEOUT_S) * 1000;
    parsed.username = "";
    parsed.password = "";
    this.url = parsed.href.replace(/\/+$/, "");
  }

  /**
   * Makes a request whose answer is a JSON object.
   *
   * @throws As {@link transfer}; SyntaxError when the answer is something else.
   */
  async json(request: ServerRequest): Promise<Readonly<Record<string, unknown>>> {
    const { text } = await this.#untilAnswered(request, (outgoing) =>
      this.#http.ask(outgoing, this.#timeoutMs),
    );
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
   * Makes a request whose body or answer may be of any size: no limit on the time in all, only standing still is a fault.
   *
   * @returns The body of an answer of status 200 to 299, yet to be read.
   * @throws The server's own error, with its code and message; Error `TEMPORARILY_UNAVAILABLE` when no answer came.
   */
  async transfer(request: ServerRequest): Promise<IncomingMessage> {
    const { body } = await this.#untilAnswered(request, async (outgoing) => {
      const answer = await this.#http.send({ ...outgoing, idleTimeoutMs: this.#timeoutMs });
      const status = answer.statusCode ?? 0;
      return {
        status,
        headers: answer.headers,
        body: answer,
        text: isFine(status) ? "" : await textOf(answer),
      };
    });
    return body;
  }

  /** Makes a request, again and again while that is safe and may help. */
  async #untilAnswered<T extends HttpAnswer>(
    request: ServerRequest,
    send: (outgoing: Outgoing) => Promise<T>,
  ): Promise<T> {
    // After a long fit the kept connections may be closed, and what cannot be repeated must not be sent into one.
    if (!request.repeatable) await caughtUp();
    const outgoing = this.#outgoing(request);
    for (let retry = 0; ; retry++) {
      const { answer, fault } = await attempt(() => send(outgoing));
      if (fault instanceof Error && errorCode(fault) !== undefined) throw fault; // no fault of the connection
      if (answer !== undefined) {
        this.#hasAnswered = true;
        if (isFine(answer.status)) return answer;
      }
      const unsent = UNSENT.has(codeOf(fault));
      const again = isWorthRetrying({ repeatable: request.repeatable, status: answer?.status, unsent });
      if (!again || retry >= this.#maxRetries(unsent)) throw this.#errorOf(request, answer, fault);
      await pause(
        waitMs(this.#policy, retry, answer?.headers["retry-after"] ?? null, randomBelow(1000) / 1000),
      );
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

  #errorOf(request: ServerRequest, answer: HttpAnswer | undefined, fault: unknown): Error {
    if (answer !== undefined) {
      const { status, headers, text } = answer;
      if (status < 400 && headers.location !== undefined) {
        return failure(
          "BAD_REQUEST",
          `The tracking server at ${this.url} sends requests on to ${headers.location}: use that address`,
        );
      }
      return serverError(this.#nameOf(request), { status, body: text });
    }
    return failure(
      "TEMPORARILY_UNAVAILABLE",
      `Cannot reach the tracking server at ${this.url}: ${reasonOf(fault)}`,
      {
        cause: fault,
      },
    );
  }

  #outgoing(request: ServerRequest): Outgoing {
    const { method, json, bytes, file } = request;
    return {
      url: this.#addressOf(request),
      method,
      headers: this.#headersFor(request),
      body: bytes ?? (json === undefined ? undefined : JSON.stringify(json)),
      file,
    };
  }

  #headersFor({ json, bytes, file }: ServerRequest): Readonly<Record<string, string>> {
    const type = json !== undefined ? "application/json" : "application/octet-stream";
    return (json ?? bytes ?? file) === undefined ? this.#headers : { ...this.#headers, "Content-Type": type };
  }

  #addressOf({ path, query }: ServerRequest): string {
    if (query === undefined) return this.url + path;
    const parameters = new URLSearchParams();
    for (const [name, value] of query) if (value !== undefined) parameters.append(name, String(value));
    const text = parameters.toString();
    return `${this.url}${path}${text === "" ? "" : `?${text}`}`;
  }

  #nameOf({ method, path }: ServerRequest): string {
    return `${method} ${this.url}${path}`;
  }
}

type Outgoing = Omit<HttpRequest, "idleTimeoutMs">;

async function attempt<T>(
  send: () => Promise<T>,
): Promise<{ readonly answer?: T | undefined; readonly fault?: unknown }> {
  try {
    return { answer: await send() };
  } catch (fault) {
    return { fault };
  }
}

function isFine(status: number): boolean {
  return status >= 200 && status < 300;
}

function codeOf(fault: unknown): string {
  return fault instanceof Error && "code" in fault ? String(fault.code) : "";
}

function reasonOf(fault: unknown): string {
  const reasons: Readonly<Record<string, string>> = {
    ECONNREFUSED: "nothing listens there",
    ENOTFOUND: "there is no host of that name",
    EAI_AGAIN: "the host's name cannot be resolved",
    ECONNRESET: "the connection was closed",
    EPIPE: "the connection was closed",
    ETIMEDOUT: "it does not accept connections",
  };
  if (fault instanceof Error && fault.name === "TimeoutError") return "it did not answer in time";
  return reasons[codeOf(fault)] ?? messageOf(fault);
}
