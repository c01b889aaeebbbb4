// From the body of a request to the body of its answer: read, held against the signature, predicted, printed.
import { isUtf8 } from "node:buffer";
import { errorCode, messageOf, quote, unparsable } from "../errors/index.ts";
import type { InputFrame, LoadedModel, ModelInput, ModelParams, Predictions } from "../models/index.ts";
import { printPredictions } from "./print-predictions.ts";
import type { TextFormat } from "./requests/content-type.ts";
import { readCsvRequest } from "./requests/csv-request.ts";
import { readJsonRequest } from "./requests/json-request.ts";
import { quoteLongIntegers } from "./requests/long-integers.ts";
import { PlainSplitReader } from "./requests/plain-split.ts";
import type { RawRequest } from "./requests/raw-input.ts";
import { enforceParams } from "./schema/enforce-params.ts";
import { enforceSchema } from "./schema/enforce-schema.ts";

const WARM_UP_ROUNDS = 20;

/** Answers requests with the predictions of one model. */
export class Scorer {
  readonly #model: LoadedModel;
  readonly #hasLongs: boolean;
  readonly #plainSplit = new PlainSplitReader();

  constructor(model: LoadedModel) {
    const inputs = model.info.signature?.inputs;
    this.#model = model;
    this.#hasLongs = inputs?.kind === "columns" && inputs.columns.some((column) => column.type === "long");
  }

  /**
   * Answers a request.
   *
   * @returns The body of the answer, JSON; everything else as for {@link predict}.
   */
  score(format: TextFormat, body: Buffer): string {
    return printPredictions(this.predict(format, body));
  }

  /**
   * @param format How the body is written.
   * @param body Its bytes.
   * @returns What the model predicts for it.
   * @throws A coded error for anything that is wrong with the request.
   */
  predict(format: TextFormat, body: Buffer): Predictions {
    return this.predictRequest(this.#read(format, body));
  }

  /**
   * @param request What a request holds.
   * @returns What the model predicts for it.
   * @throws A coded error for anything that is wrong with it.
   */
  predictRequest({ input: raw, params: rawParams }: RawRequest): Predictions {
    const signature = this.#model.info.signature;
    const input = enforceSchema(raw, signature?.inputs);
    const params = enforceParams(rawParams, signature?.params);
    if (input.kind === "frame" && !this.#model.acceptsMissing) checkComplete(input);
    return this.#evaluate(input, params);
  }

  /** Scores the model's own example a few times: the first real requests find compiled code. */
  warmUp(): void {
    const example = this.#model.servingExample();
    if (example === undefined) return;
    const body = Buffer.from(example);
    for (let i = 0; i < WARM_UP_ROUNDS; i++) this.score("application/json", body);
  }

  #read(format: TextFormat, body: Buffer): RawRequest {
    // Longs need all their digits, which numbers do not keep.
    const table = format === "application/json" && !this.#hasLongs ? this.#plainSplit.read(body) : undefined;
    if (table !== undefined) return { input: table, params: undefined };
    if (!isUtf8(body)) throw unparsable("Invalid input. The body is not UTF-8 text");
    if (format === "application/json") checkContainers(body);
    const text = body.toString("utf8");
    if (format === "text/csv") return readCsvRequest(text, this.#model.info.signature?.inputs);
    return readJsonRequest(this.#hasLongs ? quoteLongIntegers(text) : text);
  }

  #evaluate(input: ModelInput, params: ModelParams): Predictions {
    try {
      return this.#model.predictInput(input, params);
    } catch (cause) {
      if (errorCode(cause) === undefined) throw cause;
      throw unparsable(`Encountered an error while evaluating the model: ${messageOf(cause)}`, { cause });
    }
  }
}

/** Each list and object takes some fifty bytes of memory, and no more than two of a body: `[],[],[]`. */
const MAX_CONTAINERS = 500_000;
const OPENING_BRACKET = 0x5b;
const OPENING_BRACE = 0x7b;

/** @throws SyntaxError `BAD_REQUEST` when a body would become many times larger as objects. */
function checkContainers(body: Buffer): void {
  if (body.length <= 2 * MAX_CONTAINERS) return;
  let containers = 0;
  for (let i = 0; i < body.length; i++) {
    if (body[i] === OPENING_BRACKET || body[i] === OPENING_BRACE) containers += 1;
  }
  if (containers <= MAX_CONTAINERS) return;
  throw unparsable(
    `Invalid input. A request may have at most ${MAX_CONTAINERS} lists and objects: it has ${containers}; send the rows in several requests`,
  );
}

/** @throws SyntaxError `BAD_REQUEST` naming the first cell that is missing. */
function checkComplete({ columns }: InputFrame): void {
  for (const { name, cells } of columns) {
    if (!(cells instanceof Float64Array)) continue;
    const row = firstMissing(cells);
    if (row >= 0) {
      throw unparsable(
        `Cannot predict: column ${quote(name)} in row ${row} is missing, and the model does not take missing values`,
      );
    }
  }
}

function firstMissing(cells: Float64Array): number {
  for (let i = 0; i < cells.length; i++) {
    if (Number.isNaN(cells[i])) return i;
  }
  return -1;
}
