// When a request that failed is made again, and how long to wait before.
import { invalidValue, quote } from "../../errors/index.ts";
import { environmentText } from "../../system/index.ts";

/** What is known about a request that failed. */
export interface FailedAttempt {
  /** Whether making the request twice leaves the same as making it once. */
  readonly repeatable: boolean;
  /** The status of the answer; undefined when none came. */
  readonly status: number | undefined;
  /** Whether the server cannot have seen the request: the connection was refused, the host not found. */
  readonly unsent: boolean;
}

/** How often and how patiently requests are made again. */
export interface RetryPolicy {
  readonly maxRetries: number;
  /** Milliseconds before the second retry; the first is made at once, each later one after twice the time. */
  readonly backoffMs: number;
}

/** The server turned the request away before it did anything: too many requests, or not ready. */
const TURNED_AWAY: ReadonlySet<number> = new Set([429, 503]);
/** It is not known what the server, or one before it, did. */
const UNKNOWN_OUTCOME: ReadonlySet<number> = new Set([408, 502, 504]);
const MOST_RETRIES = 10;
const LONGEST_WAIT_MS = 120_000;

/**
 * Whether to try again. What the server cannot have acted on is safe for every request. Where it may have, only requests
 * that can be repeated are; a run is never made twice. A plain 500 is the server's own fault and would come again.
 */
export function isWorthRetrying({ repeatable, status, unsent }: FailedAttempt): boolean {
  if (unsent || (status !== undefined && TURNED_AWAY.has(status))) return true;
  return repeatable && (status === undefined || UNKNOWN_OUTCOME.has(status));
}

/**
 * How long to wait before a retry.
 *
 * @param retry 0 for the first.
 * @param retryAfter The server's header of that name, in seconds, if it sent one.
 * @param chance From 0 to 1: spreads the retries of many clients.
 */
export function waitMs(
  policy: RetryPolicy,
  retry: number,
  retryAfter: string | null,
  chance: number,
): number {
  const asked = retryAfter === null ? Number.NaN : Number(retryAfter) * 1000;
  if (asked >= 0) return Math.min(asked, LONGEST_WAIT_MS);
  if (retry === 0) return 0;
  return Math.min(policy.backoffMs * 2 ** (retry - 1) * (1 + chance / 2), LONGEST_WAIT_MS);
}

/**
 * The policy that the environment asks for: MLFLOW_HTTP_REQUEST_MAX_RETRIES (default 7, at most 10) and
 * MLFLOW_HTTP_REQUEST_BACKOFF_FACTOR (seconds, default 0.5: about half a minute in all).
 */
export function retryPolicyFromEnvironment(): RetryPolicy {
  return {
    maxRetries: Math.min(numberFrom("MLFLOW_HTTP_REQUEST_MAX_RETRIES", 7), MOST_RETRIES),
    backoffMs: numberFrom("MLFLOW_HTTP_REQUEST_BACKOFF_FACTOR", 0.5) * 1000,
  };
}

/** The value of an environment variable that is a number of at least 0. */
export function numberFrom(name: string, fallback: number): number {
  const text = environmentText(name);
  const value = text === undefined ? fallback : Number(text);
  if (value >= 0 && value < Number.POSITIVE_INFINITY) return value;
  throw invalidValue(
    `Cannot read environment variable ${name}: it must be a number of at least 0: current value is ${quote(text)}`,
  );
}
