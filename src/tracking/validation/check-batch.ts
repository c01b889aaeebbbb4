// The rules for what is logged to a run: counts, keys, values; long values are cut as MLflow cuts them.
import { invalidType, invalidValue, quote, warn } from "../../errors/index.ts";
import { environmentFlag } from "../../system/index.ts";
import { formatPythonFloat } from "../codecs/python-float.ts";
import type { Metric } from "../entities.ts";
import {
  MAX_BATCH_ITEMS,
  MAX_BATCH_METRICS,
  MAX_BATCH_PARAMS,
  MAX_BATCH_TAGS,
  MAX_PARAM_VALUE_CHARACTERS,
  MAX_RUN_TAG_VALUE_CHARACTERS,
} from "../limits.ts";
import type { Batch } from "../stores/tracking-store.ts";
import { checkKey } from "./check-key.ts";
import { checkEncodable, checkLength, cutTo, isLongerThan } from "./text-length.ts";

/** A batch whose every item is good to write. */
export interface CheckedBatch {
  readonly metrics: readonly Metric[];
  readonly params: ReadonlyMap<string, string>;
  readonly tags: ReadonlyMap<string, string>;
}

const NO_TEXTS: ReadonlyMap<string, string> = new Map();

/**
 * Checks a whole batch before any of it is written.
 *
 * @returns The batch with over-long values cut, as long as `MLFLOW_TRUNCATE_LONG_VALUES` is not false.
 * @throws RangeError `INVALID_PARAMETER_VALUE` that names the first item at fault.
 */
export function checkBatch(batch: Batch): CheckedBatch {
  const metrics = batch.metrics ?? [];
  checkCount(metrics.length, MAX_BATCH_METRICS, "metrics");
  const params = batch.params ?? NO_TEXTS;
  checkCount(params.size, MAX_BATCH_PARAMS, "params");
  const tags = batch.tags ?? NO_TEXTS;
  checkCount(tags.size, MAX_BATCH_TAGS, "tags");
  checkCount(metrics.length + params.size + tags.size, MAX_BATCH_ITEMS, "metrics, params, and tags");
  const many = metrics.length + params.size + tags.size > 1;
  metrics.forEach((metric, i) => {
    checkMetric(metric, many ? `metrics[${i}].name` : "name");
  });
  return {
    metrics,
    params: params.size === 0 ? params : checkTexts(params, "params", many, checkParam),
    tags: tags.size === 0 ? tags : checkTexts(tags, "tags", many, checkRunTag),
  };
}

function checkCount(count: number, limit: number, what: string): void {
  if (count <= limit) return;
  throw invalidValue(
    `A batch logging request can contain at most ${limit} ${what}. Got ${count} ${what}. Please split up ${what} across multiple requests and try again.`,
  );
}

function checkTexts(
  texts: ReadonlyMap<string, string>,
  field: string,
  many: boolean,
  check: (key: string, value: string, parameter: string) => string,
): ReadonlyMap<string, string> {
  const checked = new Map<string, string>();
  let i = 0;
  for (const [key, value] of texts)
    checked.set(key, check(key, value, many ? `${field}[${i++}].key` : "key"));
  return checked;
}

/**
 * Checks a param.
 *
 * @param parameter The name of the request's field, for messages.
 * @returns The value, cut if it is too long.
 */
export function checkParam(key: string, value: string, parameter = "key"): string {
  checkKey("Param key", key, parameter);
  return checkValue("Param value", key, value, MAX_PARAM_VALUE_CHARACTERS);
}

/**
 * Checks a run's tag.
 *
 * @param parameter The name of the request's field, for messages.
 * @returns The value, cut if it is too long.
 */
export function checkRunTag(key: string, value: string, parameter = "key"): string {
  checkKey("Tag key", key, parameter);
  return checkValue("Tag value", key, value, MAX_RUN_TAG_VALUE_CHARACTERS);
}

function checkValue(what: string, key: string, value: string, limit: number): string {
  if (typeof value !== "string") {
    throw invalidType(
      `Cannot log ${what.toLowerCase()} of ${quote(key)}: it must be a text: current value is ${quote(value)}`,
    );
  }
  checkEncodable(`the value of ${key}`, value);
  if (!isLongerThan(value, limit)) return value;
  if (!environmentFlag("MLFLOW_TRUNCATE_LONG_VALUES", true)) checkLength(what, value, limit);
  warn(
    "TrackingWarning",
    `${what} of ${quote(key)} is longer than ${limit} characters and was cut to that length`,
  );
  return cutTo(value, limit);
}

/**
 * Checks a metric point.
 *
 * @param parameter The name of the request's field for the key, for messages.
 */
function checkMetric(metric: Metric, parameter: string): void {
  const { key, value, timestampMs, step } = metric;
  checkKey("Metric name", key, parameter);
  if (typeof value !== "number") {
    throw invalidType(
      `Got invalid value ${quote(value)} for metric '${key}' (timestamp=${timestampMs}). Please specify value as a valid double (64-bit floating point)`,
    );
  }
  if (!Number.isSafeInteger(timestampMs) || timestampMs < 0) {
    throw invalidValue(
      `Invalid value ${timestampMs} for parameter 'timestamp' supplied: metric '${key}' (value=${formatPythonFloat(value)}). Timestamp must be a nonnegative long (64-bit integer) `,
    );
  }
  if (!Number.isSafeInteger(step)) {
    throw invalidValue(
      `Invalid value ${step} for parameter 'step' supplied: metric '${key}' (value=${formatPythonFloat(value)}). Step must be a valid long (64-bit integer).`,
    );
  }
}
