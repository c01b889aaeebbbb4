// A registry's storage in the folder `models` of a file store, in the layout MLflow reads and writes.
import { join } from "node:path";
import {
  buildFolder,
  folderNames,
  isTemporaryName,
  kindOf,
  makeFolder,
  moveFolder,
  readTextIfPresent,
  removeFile,
  removeTree,
  withFolderLock,
  writeFileAtomic,
  writeNewFile,
} from "../../system/index.ts";
import {
  atKey,
  type DamageLog,
  deleteText,
  readTexts,
  StampedFiles,
  writeText,
} from "../../tracking/index.ts";
import { formatModelMeta, type ModelMeta, parseModelMeta } from "./model-meta.ts";
import type {
  ModelChange,
  RegistryStorage,
  StoredModel,
  StoredVersion,
  VersionChange,
} from "./registry-storage.ts";
import { DELETED_STAGE, formatVersionMeta, parseVersionMeta, type VersionMeta } from "./version-meta.ts";

const META_FILE = "meta.yaml";
const TAGS_FOLDER = "tags";
const ALIASES_FOLDER = "aliases";
const VERSION_FOLDER = /^version-([1-9]\d{0,8})$/;
const MAX_META_BYTES = 1_048_576;
const MAX_REMEMBERED = 100_000;

/**
 * Keeps registered models as folders. A model or a version appears by one rename, so it is there whole or not at all;
 * a file that is rewritten is rewritten under a lock; the name of a folder counts for more than what its file says.
 */
export class FileRegistryStorage implements RegistryStorage {
  readonly #root: string;
  readonly #models: string;
  readonly #damage: DamageLog;
  readonly #modelMetas: StampedFiles<ModelMeta>;
  readonly #versionMetas: StampedFiles<VersionMeta>;

  /**
   * @param root The folder of the file store.
   * @param damage Hears of what cannot be read.
   */
  constructor(root: string, damage: DamageLog) {
    this.#root = root;
    this.#models = join(root, "models");
    this.#damage = damage;
    const limits = { damage, maxBytes: MAX_META_BYTES, maxFiles: MAX_REMEMBERED };
    this.#modelMetas = new StampedFiles({ ...limits, parse: parseModelMeta });
    this.#versionMetas = new StampedFiles({ ...limits, parse: parseVersionMeta });
  }

  modelNames(): readonly string[] {
    return (folderNames(this.#models) ?? [])
      .filter(({ name, kind }) => kind !== "file" && !isTemporaryName(name))
      .map(({ name }) => name);
  }

  model(name: string): StoredModel | undefined {
    const folder = this.#folderOf(name);
    const meta = this.#modelMetas.get(join(folder, META_FILE));
    if (meta === undefined) return undefined;
    const aliases = new Map<string, number>();
    for (const [alias, version] of readTexts(join(folder, ALIASES_FOLDER), this.#damage)) {
      if (/^\d{1,9}$/.test(version)) aliases.set(alias, Number(version));
      else this.#damage.report(join(folder, ALIASES_FOLDER, alias), "it holds no version number");
    }
    return { ...meta, name, tags: readTexts(join(folder, TAGS_FOLDER), this.#damage), aliases };
  }

  addModel({ name, tags, ...meta }: StoredModel): boolean {
    makeFolder(this.#models);
    const folder = this.#folderOf(name);
    const build = (): boolean =>
      buildFolder(folder, this.#root, (hidden) => {
        makeFolder(join(hidden, ALIASES_FOLDER));
        fillIn(hidden, tags, formatModelMeta(name, meta));
      });
    if (build()) return true;
    if (kindOf(join(folder, META_FILE)) !== "absent") return false;
    removeTree(folder); // what a removal that was killed has left
    return build();
  }

  changeModel(name: string, change: ModelChange): void {
    rewrite(this.#folderOf(name), (before) =>
      formatModelMeta(name, { ...parseModelMeta(before), ...change }, before),
    );
  }

  renameModel(name: string, newName: string): boolean {
    const folder = this.#folderOf(newName);
    if (!moveFolder(this.#folderOf(name), folder)) return false;
    this.changeModel(newName, {});
    for (const version of this.#numbers(newName)) this.changeVersion(newName, version, {});
    return true;
  }

  removeModel(name: string): void {
    const folder = this.#folderOf(name);
    removeFile(join(folder, META_FILE)); // from here on there is no such model
    removeTree(folder);
  }

  setModelTag(name: string, key: string, value: string): void {
    writeText(this.#folderOf(name), TAGS_FOLDER, key, value);
  }

  deleteModelTag(name: string, key: string): void {
    deleteText(this.#folderOf(name), TAGS_FOLDER, key);
  }

  setAlias(name: string, alias: string, version: number): void {
    writeText(this.#folderOf(name), ALIASES_FOLDER, alias, String(version));
  }

  deleteAlias(name: string, alias: string): void {
    deleteText(this.#folderOf(name), ALIASES_FOLDER, alias);
  }

  versions(name: string): readonly StoredVersion[] {
    return this.#numbers(name).flatMap((version) => this.version(name, version) ?? []);
  }

  version(name: string, version: number): StoredVersion | undefined {
    const folder = this.#versionFolder(name, version);
    const meta = this.#versionMetas.get(join(folder, META_FILE));
    if (meta === undefined || meta.stage === DELETED_STAGE) return undefined;
    const tags = readTexts(join(folder, TAGS_FOLDER), this.#damage);
    return { ...meta, stage: meta.stage, name, version, tags };
  }

  addVersion({ name, tags, ...meta }: Omit<StoredVersion, "version">): StoredVersion {
    let version = this.#numbers(name).at(-1) ?? 0;
    let added = false;
    while (!added) {
      version += 1; // another process may have taken the number meanwhile
      added = buildFolder(this.#versionFolder(name, version), this.#folderOf(name), (hidden) => {
        fillIn(hidden, tags, formatVersionMeta(name, version, meta));
      });
    }
    return { ...meta, name, version, tags };
  }

  changeVersion(name: string, version: number, change: VersionChange): void {
    this.#changeVersion(name, version, change);
  }

  removeVersion(name: string, version: number): void {
    this.#changeVersion(name, version, { stage: DELETED_STAGE });
  }

  setVersionTag(name: string, version: number, key: string, value: string): void {
    writeText(this.#versionFolder(name, version), TAGS_FOLDER, key, value);
  }

  deleteVersionTag(name: string, version: number, key: string): void {
    deleteText(this.#versionFolder(name, version), TAGS_FOLDER, key);
  }

  #changeVersion(name: string, version: number, change: Partial<VersionMeta>): void {
    rewrite(this.#versionFolder(name, version), (before) =>
      formatVersionMeta(name, version, { ...parseVersionMeta(before), ...change }, before),
    );
  }

  /** The numbers of all version folders, deleted versions included, in order. */
  #numbers(name: string): readonly number[] {
    return (folderNames(this.#folderOf(name)) ?? [])
      .map(({ name: folder }) => Number(VERSION_FOLDER.exec(folder)?.[1] ?? 0))
      .filter((number) => number > 0)
      .sort((a, b) => a - b);
  }

  #folderOf(name: string): string {
    return join(this.#models, name);
  }

  #versionFolder(name: string, version: number): string {
    return join(this.#folderOf(name), `version-${version}`);
  }
}

function fillIn(folder: string, tags: ReadonlyMap<string, string>, meta: string): void {
  makeFolder(join(folder, TAGS_FOLDER));
  for (const [key, value] of tags) atKey(folder, TAGS_FOLDER, key, (path) => writeNewFile(path, value));
  writeNewFile(join(folder, META_FILE), meta);
}

function rewrite(folder: string, change: (before: string) => string): void {
  const path = join(folder, META_FILE);
  if (kindOf(path) === "absent") return;
  withFolderLock(folder, () => {
    const before = readTextIfPresent(path);
    if (before !== undefined) writeFileAtomic(path, change(before), folder);
  });
}
