// What a scoring server answers, path by path.
import type { IncomingHttpHeaders } from "node:http";
import { errorCode } from "../errors/index.ts";
import { type LoadedModel, MLFLOW_VERSION } from "../models/index.ts";
import { type Answer, answerToError, jsonAnswer, textAnswer } from "./answers.ts";
import { printPredictions } from "./print-predictions.ts";
import { type BinaryFormat, isText, parseContentType } from "./requests/content-type.ts";
import { decompress } from "./requests/decompress.ts";
import type { RawRequest } from "./requests/raw-input.ts";
import { Scorer } from "./scorer.ts";
import type { TableReader } from "./tables/table-reader.ts";

/** What a handler is told besides its model. */
export interface ScoringHandlerOptions {
  /** The largest body of a request, packed or not. */
  readonly maxBodyBytes: number;
  /** Told of every fault that is the model's own. */
  readonly onFault: (error: unknown) => void;
}

/** The paths that are only read. */
export const PAGE_PATHS = ["/", "/health", "/openapi.json", "/page.css", "/ping", "/version"] as const;

/** One of the paths that are only read. */
export type PagePath = (typeof PAGE_PATHS)[number];

const READY = jsonAnswer(200, "\n");
const VERSION = jsonAnswer(200, MLFLOW_VERSION);

/** The page has no script and loads nothing but its style. */
const PAGE_HEADERS = {
  "content-security-policy":
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
};

/** Answers the requests for one model, however they came. */
export class ScoringHandler {
  readonly model: LoadedModel;
  readonly #scorer: Scorer;
  readonly #options: ScoringHandlerOptions;
  #tables: Promise<TableReader> | undefined;

  constructor(model: LoadedModel, options: ScoringHandlerOptions) {
    this.model = model;
    this.#scorer = new Scorer(model);
    this.#options = options;
  }

  /** An example that does not fit is a fault of whoever saved the model; what it predicts otherwise may be fine. */
  warmUp(): void {
    try {
      this.#scorer.warmUp();
    } catch (error) {
      this.#options.onFault(error);
    }
  }

  /**
   * The answer to a request for predictions.
   *
   * @param body As it came, packed or not.
   * @throws What is wrong with the request, and what is wrong with the model: see {@link fault}.
   */
  async invoke(body: Buffer, headers: IncomingHttpHeaders): Promise<Answer> {
    const { format, refusal } = parseContentType(headers["content-type"]);
    if (format === undefined) return textAnswer(415, refusal);
    const encoding = headers["content-encoding"];
    const unpacked =
      encoding === undefined ? body : await decompress(body, encoding, this.#options.maxBodyBytes);
    if (!Buffer.isBuffer(unpacked)) return unpacked;
    const answer = isText(format)
      ? this.#scorer.score(format, unpacked)
      : printPredictions(this.#scorer.predictRequest(await this.#readBinary(format, unpacked)));
    return jsonAnswer(200, answer);
  }

  async #readBinary(format: BinaryFormat, body: Buffer): Promise<RawRequest> {
    this.#tables ??= import("./tables/table-reader.ts").then(({ TableReader }) => new TableReader());
    return { input: await (await this.#tables).read(format, body), params: undefined };
  }

  /** The answer to a request that has thrown. */
  fault(error: unknown): Answer {
    if (errorCode(error) === undefined) this.#options.onFault(error);
    return answerToError(error);
  }

  /**
   * The answer to a request for what is only read.
   *
   * @param query What stands behind the `?`.
   * @param host The header Host.
   */
  async page(path: PagePath, query: string, host: string): Promise<Answer> {
    // Most servers are never looked at: what the pages need is loaded when somebody does.
    switch (path) {
      case "/ping":
      case "/health":
        return READY;
      case "/version":
        return VERSION;
      case "/":
        return await this.#predictionPage(query, host);
      case "/page.css":
        return await pageStyle();
      case "/openapi.json":
        return await this.#openApi();
    }
  }

  async #predictionPage(query: string, host: string): Promise<Answer> {
    const { PredictionPage } = await import("./pages/prediction-page.ts");
    const { status, html } = new PredictionPage(this.model, this.#scorer).render(query, host);
    return { status, type: "text/html; charset=utf-8", body: html, headers: PAGE_HEADERS };
  }

  async #openApi(): Promise<Answer> {
    const { openApiOf } = await import("./pages/openapi.ts");
    return jsonAnswer(200, JSON.stringify(openApiOf(this.model), null, 2));
  }
}

async function pageStyle(): Promise<Answer> {
  const { PAGE_STYLE } = await import("./pages/page-style.ts");
  return { status: 200, type: "text/css; charset=utf-8", body: PAGE_STYLE };
}
