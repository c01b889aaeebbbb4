// The file MLproject: what a project is called, what can be run in it, and the environment it runs in.
import { join } from "node:path";
import { invalidValue, messageOf, quote, unparsable } from "../errors/index.ts";
import { kindOf, listFolder, readText, resolveInside } from "../system/index.ts";
import { parseYaml, type YamlMap, type YamlValue } from "../tracking/index.ts";

const MAX_ENTRY_POINTS = 1000;
const MAX_PARAMETERS = 1000;
const LOCK_FILES = ["package-lock.json", "npm-shrinkwrap.json"];

/** What a parameter's values must be. `path` becomes absolute and must exist; `uri` must have a scheme. */
export type ParameterType = "string" | "float" | "path" | "uri";

/** A parameter of an entry point. */
export interface ParameterSpec {
  readonly type: ParameterType;
  /** Undefined when a value must be given. */
  readonly default: string | undefined;
}

/** Something that can be run. */
export interface EntryPoint {
  readonly name: string;
  readonly parameters: ReadonlyMap<string, ParameterSpec>;
  /** A command line; `{name}` in it stands for a parameter's value. */
  readonly command: string;
}

/** What has to be there for the project's commands to run. */
export type ProjectEnvironment =
  | {
      readonly kind: "node";
      /** A range of Node.js versions; undefined: any. */
      readonly node: string | undefined;
      /** The names of package.json and of the lock file, in the project's folder; undefined when it needs no packages. */
      readonly manifest: string | undefined;
      readonly lock: string | undefined;
    }
  /** What only Python, conda or Docker can prepare; `key` is that of MLproject, or the file that says so. */
  | { readonly kind: "foreign"; readonly key: string }
  | { readonly kind: "none" };

/** A project as its files describe it. */
export interface ProjectSpec {
  /** Undefined when MLproject has none, or there is no MLproject. */
  readonly name: string | undefined;
  readonly environment: ProjectEnvironment;
  readonly entryPoints: ReadonlyMap<string, EntryPoint>;
}

const ENVIRONMENT_KEYS = ["node_env", "python_env", "conda_env", "docker_env"];

/**
 * Reads the project in a folder. Without MLproject it has no entry points, but its scripts can be run.
 *
 * @throws SyntaxError or RangeError that says what is wrong with MLproject.
 */
export function readProject(folder: string): ProjectSpec {
  const names = listFolder(folder)
    .filter(({ name, isFolder }) => !isFolder && name.toLowerCase() === "mlproject")
    .map(({ name }) => name);
  const [name] = names;
  if (name === undefined) {
    return { name: undefined, environment: environmentOfFolder(folder), entryPoints: new Map() };
  }
  if (names.length > 1) {
    throw invalidValue(`Cannot tell which is the project's file: there are ${names.join(" and ")}`);
  }
  let map: YamlMap;
  try {
    map = parseYaml(readText(join(folder, name)));
  } catch (error) {
    throw unparsable(`Cannot read ${name}: ${messageOf(error)}`, { cause: error });
  }
  return projectOf(map, folder);
}

function projectOf(map: YamlMap, folder: string): ProjectSpec {
  const keys = ENVIRONMENT_KEYS.filter((key) => map.has(key));
  if (keys.length > 1) {
    throw invalidValue(
      `Cannot read MLproject: it may name one environment, but it has ${keys.join(" and ")}`,
    );
  }
  const [key] = keys;
  const entryPoints = mapOf(map.get("entry_points"), "entry_points");
  if (entryPoints.size > MAX_ENTRY_POINTS) {
    throw invalidValue(`Cannot read MLproject: it has more than ${MAX_ENTRY_POINTS} entry points`);
  }
  return {
    name: textOf(map.get("name"), "name"),
    environment:
      key === undefined
        ? environmentOfFolder(folder)
        : key === "node_env"
          ? nodeEnvironment(mapOf(map.get(key), key), folder)
          : { kind: "foreign", key },
    entryPoints: new Map([...entryPoints].map(([name, value]) => [name, entryPointOf(name, value)])),
  };
}

function entryPointOf(name: string, value: YamlValue): EntryPoint {
  const where = `entry_points.${name}`;
  const map = mapOf(value, where);
  const command = textOf(map.get("command"), `${where}.command`);
  if (command === undefined) throw invalidValue(`Cannot read MLproject: ${where} has no command`);
  const parameters = mapOf(map.get("parameters"), `${where}.parameters`);
  if (parameters.size > MAX_PARAMETERS) {
    throw invalidValue(`Cannot read MLproject: ${where} has more than ${MAX_PARAMETERS} parameters`);
  }
  const specs = [...parameters].map(
    ([parameter, spec]) => [parameter, parameterOf(spec, `${where}.parameters.${parameter}`)] as const,
  );
  return { name, command, parameters: new Map(specs) };
}

/** `alpha: float`, or `alpha: {type: float, default: 0.5}`. As in MLflow, a type it does not know is as good as `string`. */
function parameterOf(value: YamlValue, where: string): ParameterSpec {
  if (!isMap(value)) return { type: typeOf(textOf(value, where)), default: undefined };
  return {
    type: typeOf(textOf(value.get("type"), `${where}.type`)),
    default: textOf(value.get("default"), `${where}.default`),
  };
}

function typeOf(word: string | undefined): ParameterType {
  return (["float", "path", "uri"] as const).find((type) => type === word) ?? "string";
}

/** `node_env: {node: ">=20", package: package.json, lock: package-lock.json}`; each has a default. */
function nodeEnvironment(map: YamlMap, folder: string): ProjectEnvironment {
  const unknown = [...map.keys()].find((key) => !["node", "package", "lock"].includes(key));
  if (unknown !== undefined) {
    throw invalidValue(
      `Cannot read MLproject: node_env may have node, package and lock: it has ${quote(unknown)}`,
    );
  }
  const manifest = fileNamed(map, "package", folder) ?? present(folder, "package.json");
  const lock = fileNamed(map, "lock", folder) ?? LOCK_FILES.find((name) => present(folder, name));
  return { kind: "node", node: textOf(map.get("node"), "node_env.node"), manifest, lock };
}

/** Without a word in MLproject: what lies in the folder tells. */
function environmentOfFolder(folder: string): ProjectEnvironment {
  const foreign = ["python_env.yaml", "conda.yaml"].find((name) => present(folder, name));
  if (foreign !== undefined) return { kind: "foreign", key: foreign };
  if (present(folder, "package.json") === undefined) return { kind: "none" };
  return nodeEnvironment(new Map(), folder);
}

function present(folder: string, name: string): string | undefined {
  return kindOf(join(folder, name)) === "file" ? name : undefined;
}

function fileNamed(map: YamlMap, key: string, folder: string): string | undefined {
  const name = textOf(map.get(key), `node_env.${key}`);
  if (name === undefined) return undefined;
  if (kindOf(resolveInside(folder, name)) === "file") return name;
  throw invalidValue(`Cannot read MLproject: node_env.${key} is ${quote(name)}, and there is no such file`);
}

function isMap(value: YamlValue | undefined): value is YamlMap {
  return value instanceof Map;
}

function mapOf(value: YamlValue | undefined, where: string): YamlMap {
  if (value === undefined || (!isMap(value) && "text" in value && isNull(value))) return new Map();
  if (isMap(value)) return value;
  throw invalidValue(`Cannot read MLproject: ${where} must be a map`);
}

function textOf(value: YamlValue | undefined, where: string): string | undefined {
  if (value === undefined) return undefined;
  if (isMap(value) || !("text" in value))
    throw invalidValue(`Cannot read MLproject: ${where} must be a text`);
  return isNull(value) ? undefined : value.text;
}

function isNull({ text, plain }: { readonly text: string; readonly plain: boolean }): boolean {
  return plain && ["", "~", "null", "Null", "NULL"].includes(text);
}
