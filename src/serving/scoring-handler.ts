// What a scoring server answers, path by path.
import type { IncomingMessage } from "node:http";
import { errorCode } from "../errors/index.ts";
import { type LoadedModel, MLFLOW_VERSION } from "../models/index.ts";
import { monotonicMs } from "../system/index.ts";
import { type Answer, answerToError, jsonAnswer, textAnswer } from "./answers.ts";
import { BodyReader } from "./read-body.ts";
import { parseContentType } from "./requests/content-type.ts";
import { decompress } from "./requests/decompress.ts";
import { Scorer } from "./scorer.ts";
import { ScoringMetrics } from "./scoring-metrics.ts";

/** What a handler is told besides its model. */
export interface ScoringHandlerOptions {
  /** The largest body of a request, packed or not. */
  readonly maxBodyBytes: number;
  /** Told of every fault that is the model's own. */
  readonly onFault: (error: unknown) => void;
}

/** What answers a path that is only read: what stands behind the `?`, and the header Host. */
type Page = (query: string, host: string) => Answer | Promise<Answer>;

const MAX_PENDING_BODIES = 8;

const READY = jsonAnswer(200, "\n");
const VERSION = jsonAnswer(200, MLFLOW_VERSION);
const NOT_FOUND = jsonAnswer(404, '{"detail":"Not Found"}');
const NOT_ALLOWED = jsonAnswer(405, '{"detail":"Method Not Allowed"}');

/** The page has no script and loads nothing but its style. */
const PAGE_HEADERS = [
  "Content-Security-Policy",
  "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  "Referrer-Policy",
  "no-referrer",
];

/** Answers the requests for one model. */
export class ScoringHandler {
  readonly #model: LoadedModel;
  readonly #scorer: Scorer;
  readonly #metrics: ScoringMetrics;
  readonly #bodies: BodyReader;
  readonly #options: ScoringHandlerOptions;
  readonly #pages: ReadonlyMap<string, Page>;

  constructor(model: LoadedModel, options: ScoringHandlerOptions) {
    const { maxBodyBytes } = options;
    this.#model = model;
    this.#scorer = new Scorer(model);
    this.#metrics = new ScoringMetrics(model);
    this.#bodies = new BodyReader({ maxBodyBytes, maxPendingBytes: MAX_PENDING_BODIES * maxBodyBytes });
    this.#options = options;
    this.#pages = new Map<string, Page>([
      ["/ping", () => READY],
      ["/health", () => READY],
      ["/version", () => VERSION],
      ["/metrics", () => textAnswer(200, this.#metrics.text())],
      // Most servers are never looked at: what the pages need is loaded when somebody does.
      ["/", (query, host) => this.#predictionPage(query, host)],
      ["/page.css", pageStyle],
      ["/openapi.json", () => this.#openApi()],
    ]);
  }

  /** An example that does not fit is a fault of whoever saved the model; what it predicts otherwise may be fine. */
  warmUp(): void {
    try {
      this.#scorer.warmUp();
    } catch (error) {
      this.#options.onFault(error);
    }
  }

  /** The answer to a request; never rejects. */
  async answer(request: IncomingMessage): Promise<Answer> {
    const [path, query] = splitUrl(request.url ?? "/");
    if (path === "/invocations") {
      return request.method === "POST" ? await this.#invoke(request) : NOT_ALLOWED;
    }
    const page = this.#pages.get(path);
    if (page === undefined) return NOT_FOUND;
    if (request.method !== "GET" && request.method !== "HEAD") return NOT_ALLOWED;
    try {
      return await page(query, request.headers.host ?? "localhost");
    } catch (error) {
      return this.#fault(error);
    }
  }

  async #invoke(request: IncomingMessage): Promise<Answer> {
    const startMs = monotonicMs();
    let answer: Answer;
    try {
      answer = await this.#score(request);
    } catch (error) {
      answer = this.#fault(error);
    }
    this.#metrics.count(answer.status, monotonicMs() - startMs);
    return answer;
  }

  async #score(request: IncomingMessage): Promise<Answer> {
    const { format, refusal } = parseContentType(request.headers["content-type"]);
    if (format === undefined) return textAnswer(415, refusal);
    const packed = await this.#bodies.read(request);
    if (!Buffer.isBuffer(packed)) return packed;
    const encoding = request.headers["content-encoding"];
    const body =
      encoding === undefined ? packed : await decompress(packed, encoding, this.#options.maxBodyBytes);
    return Buffer.isBuffer(body) ? jsonAnswer(200, this.#scorer.score(format, body)) : body;
  }

  #fault(error: unknown): Answer {
    if (errorCode(error) === undefined) this.#options.onFault(error);
    return answerToError(error);
  }

  async #predictionPage(query: string, host: string): Promise<Answer> {
    const { PredictionPage } = await import("./pages/prediction-page.ts");
    const { status, html } = new PredictionPage(this.#model, this.#scorer).render(query, host);
    return { status, type: "text/html; charset=utf-8", body: html, headers: PAGE_HEADERS };
  }

  async #openApi(): Promise<Answer> {
    const { openApiOf } = await import("./pages/openapi.ts");
    return jsonAnswer(200, JSON.stringify(openApiOf(this.#model), null, 2));
  }
}

async function pageStyle(): Promise<Answer> {
  const { PAGE_STYLE } = await import("./pages/page-style.ts");
  return { status: 200, type: "text/css; charset=utf-8", body: PAGE_STYLE };
}

function splitUrl(url: string): readonly [path: string, query: string] {
  const mark = url.indexOf("?");
  return mark < 0 ? [url, ""] : [url.slice(0, mark), url.slice(mark + 1)];
}
