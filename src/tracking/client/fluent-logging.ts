// Logging to the active run; without one, a run is started, as MLflow does.
import type { MetricOptions } from "./active-run.ts";
import type { Named } from "./param-text.ts";
import { activeRun, runsEnded } from "./run-scope.ts";
import { runForLogging } from "./start-run.ts";
import { lateWork } from "./unfinished-work.ts";

/**
 * Logs a param of the active run. It may be logged again with the same value, not with another.
 *
 * @param key Letters, digits, `_ - . : /` and blanks, at most 250 characters.
 * @param value Kept as text: numbers in their shortest form, arrays and objects as JSON.
 * @throws RangeError `INVALID_PARAMETER_VALUE` for a bad key, or when the param has another value already.
 */
export function logParam(key: string, value: unknown): void {
  runForLogging().logParam(key, value);
}

/** Logs several params of the active run at once: all or, if one cannot be logged, none. */
export function logParams(params: Named<unknown>): void {
  runForLogging().logParams(params);
}

/**
 * Logs one point of a metric of the active run.
 *
 * @param key As for a param.
 * @param value Any number; NaN and the infinities are kept as such.
 */
export function logMetric(key: string, value: number, options: MetricOptions = {}): void {
  runForLogging().logMetric(key, value, options);
}

/** Logs one point of several metrics of the active run, all with the same time and step. */
export function logMetrics(metrics: Named<number>, options: MetricOptions = {}): void {
  runForLogging().logMetrics(metrics, options);
}

/** Sets a tag of the active run; an earlier value is replaced. */
export function setTag(key: string, value: unknown): void {
  runForLogging().setTag(key, value);
}

/** Sets several tags of the active run at once. */
export function setTags(tags: Named<unknown>): void {
  runForLogging().setTags(tags);
}

/** Removes a tag of the active run. */
export function deleteTag(key: string): void {
  runForLogging().deleteTag(key);
}

/**
 * Copies a local file, or a folder under its own name, to the active run's artifacts.
 *
 * @param localPath The file or folder.
 * @param artifactFolder The folder among the artifacts; default: their root.
 */
export async function logArtifact(localPath: string, artifactFolder = ""): Promise<void> {
  await runForLogging().logArtifact(localPath, artifactFolder);
}

/** Copies all that is in a local folder to a folder among the active run's artifacts (default: their root). */
export async function logArtifacts(localFolder: string, artifactFolder = ""): Promise<void> {
  await runForLogging().logArtifacts(localFolder, artifactFolder);
}

/** Writes a text as an artifact of the active run, such as `notes/readme.txt`. */
export async function logText(text: string, artifactFile: string): Promise<void> {
  await runForLogging().logText(text, artifactFile);
}

/** Writes a value as a JSON artifact of the active run. */
export async function logDict(dictionary: unknown, artifactFile: string): Promise<void> {
  await runForLogging().logDict(dictionary, artifactFile);
}

/** Writes bytes, such as those of an image, as an artifact of the active run. */
export async function logBytes(bytes: Uint8Array, artifactFile: string): Promise<void> {
  await runForLogging().logBytes(bytes, artifactFile);
}

/**
 * Waits until everything logged to the active run so far is in the store, and runs that are ending have ended, such as those
 * of autologging, which end by themselves when their models are saved.
 *
 * @throws Error `DATA_LOSS` when something of the active run could not be recorded.
 */
export async function flush(): Promise<void> {
  await activeRun()?.flush();
  await runsEnded();
  await lateWork.over();
}
