// Sends recorded requests to a server of ours and puts its answers into the recording's words, so that they can be compared.
import { readFileSync } from "node:fs";
import type { FastifyInstance, InjectOptions } from "fastify";

/** One recorded request with the answer of the real server. */
export interface Exchange {
  readonly step: string;
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS";
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The exact text, or only how many bytes it had. */
  readonly body: string | { readonly length: number } | null;
  readonly status: number;
  readonly answerHeaders: Readonly<Record<string, string>>;
  /** Parsed JSON or text; null when it is not compared. */
  readonly answer: unknown;
}

/** An answer in comparable form. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly answer: unknown;
}

/** The exchanges of one recording under test/golden/rest. */
export function readExchanges(name: string): readonly Exchange[] {
  const text = readFileSync(new URL(`../golden/rest/${name}.jsonl`, import.meta.url), "utf8");
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Exchange);
}

/** What a server makes up: ids of logged models, runs and experiments, and names of nameless runs. */
const MADE_UP = /m-[0-9a-f]{32}|[0-9a-f]{32}|(?<!\d)\d{18}(?!\d)|^[a-z]+-[a-z]+-\d{1,4}$/g;
const TIMES: ReadonlySet<string> = new Set([
  "creation_time",
  "last_update_time",
  "creation_timestamp",
  "last_updated_timestamp",
  "creation_timestamp_ms",
  "last_updated_timestamp_ms",
]);
/** Lists whose order means nothing. */
const UNORDERED: ReadonlySet<string> = new Set([
  "params",
  "tags",
  "aliases",
  "latest_versions",
  "model_outputs",
  "dataset_inputs",
  "files",
  "dataset_summaries",
]);
/** What clients do not read, or read only where they are given: keys of errors and of workspaces. */
const LEFT_OUT: ReadonlySet<string> = new Set(["sqlstate", "error_class", "workspace"]);

/** A replay of one recording: knows which of our ids stands for which recorded one. */
export class Replay {
  readonly #server: FastifyInstance;
  readonly #oursByRecorded = new Map<string, string>();

  constructor(server: FastifyInstance) {
    this.#server = server;
  }

  /** Sends a request with our ids in the place of the recorded ones, and gives the answer with the recorded ones. */
  async send(exchange: Exchange): Promise<Answer> {
    const request: InjectOptions = {
      method: exchange.method,
      url: this.#toOurs(exchange.path),
      headers: { ...exchange.headers },
    };
    if (typeof exchange.body === "string" && exchange.body !== "")
      request.payload = this.#toOurs(exchange.body);
    else if (exchange.body !== null && typeof exchange.body === "object") {
      request.payload = Buffer.alloc(exchange.body.length);
    }
    const response = await this.#server.inject(request);
    this.#learn(exchange.answer, parsed(response.body));
    const answer = parsed(this.#toRecorded(response.body));
    return { status: response.statusCode, headers: response.headers, answer: comparable(answer, "", "") };
  }

  /** Pairs what the two servers made up, wherever an answer holds it. */
  #learn(recorded: unknown, ours: unknown): void {
    if (typeof recorded === "string" && typeof ours === "string") {
      const theirs = recorded.match(MADE_UP) ?? [];
      const own = ours.match(MADE_UP) ?? [];
      if (theirs.length !== own.length) return;
      for (const [i, id] of theirs.entries())
        if (!this.#oursByRecorded.has(id)) this.#oursByRecorded.set(id, own[i]!);
    } else if (Array.isArray(recorded) && Array.isArray(ours)) {
      for (const item of recorded) this.#learn(item, counterpart(item, recorded, ours));
    } else if (isRecord(recorded) && isRecord(ours)) {
      for (const [name, value] of Object.entries(recorded)) {
        const own = ours[name];
        if (name !== "next_page_token") this.#learn(value, own);
        else if (typeof value === "string" && typeof own === "string") this.#oursByRecorded.set(value, own);
      }
    }
  }

  #toOurs(text: string): string {
    let translated = text;
    for (const [recorded, ours] of this.#oursByRecorded) translated = translated.replaceAll(recorded, ours);
    return translated;
  }

  #toRecorded(text: string): string {
    let translated = text;
    for (const [recorded, ours] of this.#oursByRecorded) translated = translated.replaceAll(ours, recorded);
    return translated;
  }
}

/** An answer without what cannot be the same twice: times, the order of sets, keys that nobody reads. */
export function comparable(value: unknown, key = "", parent = ""): unknown {
  if (TIMES.has(key)) return "a time";
  if (typeof value === "string" && key === "message") return withSortedSets(value);
  if (Array.isArray(value)) {
    const items = value.map((item) => comparable(item, "", key));
    const isUnordered = UNORDERED.has(key) || (key === "metrics" && parent === "data");
    return isUnordered ? items.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) : items;
  }
  if (!isRecord(value)) return value;
  const isVersion = Object.hasOwn(value, "current_stage");
  const entries = Object.entries(value).filter(
    ([name]) => !LEFT_OUT.has(name) && !(isVersion && name === "model_id"), // only its SQL store tells that
  );
  return Object.fromEntries(entries.map(([name, inner]) => [name, comparable(inner, name, key)]));
}

/** Python prints sets in any order. */
function withSortedSets(message: string): string {
  return message.replace(/\{([^{}]*)\}/g, (_, inner: string) => `{${inner.split(", ").sort().join(", ")}}`);
}

function counterpart(item: unknown, recorded: readonly unknown[], ours: readonly unknown[]): unknown {
  const named = isRecord(item) ? (item["version"] ?? item["name"] ?? item["path"]) : undefined;
  const found = ours.find(
    (other) =>
      named !== undefined &&
      isRecord(other) &&
      (other["version"] ?? other["name"] ?? other["path"]) === named,
  );
  return found ?? (named === undefined ? ours[recorded.indexOf(item)] : undefined);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
