// The values of an entry point's parameters: given, or by default, and what their types make of them.
import { basename, isAbsolute, join, resolve } from "node:path";
import { failure, invalidValue, quote } from "../errors/index.ts";
import { kindOf, makeFolder, workingFolder, writeFileFromStream } from "../system/index.ts";
import { localPathOf, schemeOf, type TrackingClient } from "../tracking/index.ts";
import type { EntryPoint, ParameterSpec } from "./mlproject-file.ts";

const MAX_VALUE_CHARACTERS = 6000;
const MAX_DOWNLOAD_BYTES = 1024 ** 4;
const DOWNLOAD_TIMEOUT_MS = 3_600_000;
const FLOAT = /^\s*[-+]?(?:(?:\d+(?:_\d+)*\.?\d*|\.\d+)(?:e[-+]?\d+)?|inf(?:inity)?|nan)\s*$/i;
/** A parameter that MLproject does not name goes to the command as an option: its name must look like one. */
const OPTION_NAME = /^[\p{L}\p{N}_][\p{L}\p{N}_.-]*$/u;

/** The values of one run. Both maps are in the order of MLproject, then of the command line. */
export interface ParameterValues {
  /** What the run logs: the values as given, and those that MLproject does not name. */
  readonly logged: ReadonlyMap<string, string>;
  /** What goes into the command in place of `{name}`. */
  readonly forCommand: ReadonlyMap<string, string>;
  /** Words that come behind the command: `--name value` for each parameter that MLproject does not name. */
  readonly extraWords: readonly string[];
  /** The local files and folders that parameters of the type `path` mean. */
  readonly paths: ReadonlyMap<string, string>;
}

/** Where values may lead to. */
export interface ParameterContext {
  /** The project's folder: a default of the type `path` starts here, a given one at the working folder. */
  readonly projectFolder: string;
  /** The folder to which files that lie elsewhere are copied; made when it is needed. */
  readonly storageFolder: string;
  /** Where the values of the type `path` lie, by parameter, when they were typed elsewhere. */
  readonly knownPaths?: ReadonlyMap<string, string> | undefined;
  /** Where `runs:/…` is looked up. */
  readonly client: TrackingClient;
}

/**
 * The values an entry point runs with.
 *
 * @param given What was typed, by name.
 * @throws RangeError that names the parameter that is missing or has a wrong value.
 */
export async function parameterValues(
  entryPoint: Pick<EntryPoint, "parameters">,
  given: ReadonlyMap<string, string>,
  context: ParameterContext,
): Promise<ParameterValues> {
  const { parameters } = entryPoint;
  const missing = [...parameters].filter(([name, spec]) => !given.has(name) && spec.default === undefined);
  if (missing.length > 0) {
    const names = missing.map(([name]) => `'${name}'`).join(", ");
    throw invalidValue(`No value given for missing parameters: ${names}`);
  }
  for (const [name, value] of given) checkText(name, value);
  const logged = new Map<string, string>();
  const forCommand = new Map<string, string>();
  const paths = new Map<string, string>();
  for (const [name, spec] of parameters) {
    const value = given.get(name) ?? spec.default ?? "";
    logged.set(name, value);
    const typed = await typedValue(name, value, spec, given.has(name), context);
    forCommand.set(name, typed);
    if (spec.type === "path") paths.set(name, typed);
  }
  const extra = [...given].filter(([name]) => !parameters.has(name));
  for (const [name, value] of extra) logged.set(name, value);
  return { logged, forCommand, extraWords: extra.flatMap(optionWords), paths };
}

function optionWords([name, value]: readonly [string, string]): readonly string[] {
  if (OPTION_NAME.test(name)) return [`--${name}`, value];
  throw invalidValue(
    `Cannot pass on the parameter ${quote(name)}: MLproject does not name it, and it cannot be the name of an option`,
  );
}

function checkText(name: string, value: string): void {
  if (value.includes("\0")) throw wrong(name, value, "it holds a NUL");
  if (value.length > MAX_VALUE_CHARACTERS) {
    throw wrong(name, value, `it is longer than ${MAX_VALUE_CHARACTERS} characters`);
  }
}

async function typedValue(
  name: string,
  value: string,
  { type }: ParameterSpec,
  isGiven: boolean,
  context: ParameterContext,
): Promise<string> {
  switch (type) {
    case "string":
      return value;
    case "float":
      if (FLOAT.test(value)) return value;
      throw wrong(name, value, "it must be a number");
    case "uri":
      if (schemeOf(value) !== undefined) return value;
      throw wrong(name, value, "it must be a URI, such as https://…");
    case "path":
      return await pathValue(name, value, isGiven ? workingFolder() : context.projectFolder, context);
  }
}

/** A local path becomes absolute; what lies elsewhere is copied here. */
async function pathValue(
  name: string,
  value: string,
  base: string,
  { storageFolder, client, knownPaths }: ParameterContext,
): Promise<string> {
  const known = knownPaths?.get(name);
  if (known !== undefined && kindOf(known) !== "absent") return known;
  const scheme = schemeOf(value);
  if (scheme === undefined || scheme === "file") {
    const path = scheme === "file" ? localPathOf(value) : isAbsolute(value) ? value : resolve(base, value);
    if (kindOf(path) !== "absent") return path;
    throw wrong(name, value, `there is no such file or folder (looked for ${path})`);
  }
  const folder = join(storageFolder, `param_${name.replace(/[^\w-]/g, "_")}`);
  makeFolder(folder);
  if (scheme === "http" || scheme === "https") return await download(name, value, folder);
  const run = /^runs:\/([0-9a-f]{32})\/(.+)$/.exec(value);
  if (run !== null) return await client.downloadArtifacts(run[1]!, run[2]!, folder);
  throw wrong(name, value, `a path behind ${scheme}: cannot be fetched; it may be local, https: or runs:`);
}

async function download(name: string, url: string, folder: string): Promise<string> {
  const file = basename(decodeName(new URL(url).pathname)) || "data";
  if (file === ".." || file === "." || /[\\\0]/.test(file))
    throw wrong(name, url, "it has no usable file name");
  const answer = await fetch(url, { signal: AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS) });
  if (!answer.ok || answer.body === null) {
    throw failure(
      "RESOURCE_DOES_NOT_EXIST",
      `Cannot fetch ${quote(url)}: the answer is status ${answer.status}`,
    );
  }
  const path = join(folder, file);
  await writeFileFromStream(path, answer.body, folder, MAX_DOWNLOAD_BYTES);
  return path;
}

function decodeName(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function wrong(name: string, value: string, reason: string): RangeError {
  return invalidValue(
    `Cannot use the value of parameter ${name}: ${reason}: current value is ${quote(value)}`,
  );
}
