// A registry's storage in the memory of this process, for tests and tries.
import type {
  ModelChange,
  RegistryStorage,
  StoredModel,
  StoredVersion,
  VersionChange,
} from "./registry-storage.ts";

interface Entry {
  model: StoredModel;
  readonly versions: Map<number, StoredVersion>;
  lastVersion: number;
}

/** Keeps registered models for as long as the process lives. */
export class MemoryRegistryStorage implements RegistryStorage {
  readonly #entries = new Map<string, Entry>();

  modelNames(): readonly string[] {
    return [...this.#entries.keys()].sort();
  }

  model(name: string): StoredModel | undefined {
    return this.#entries.get(name)?.model;
  }

  addModel(model: StoredModel): boolean {
    if (this.#entries.has(model.name)) return false;
    this.#entries.set(model.name, { model, versions: new Map(), lastVersion: 0 });
    return true;
  }

  changeModel(name: string, change: ModelChange): void {
    const entry = this.#entries.get(name);
    if (entry !== undefined) entry.model = { ...entry.model, ...change };
  }

  renameModel(name: string, newName: string): boolean {
    const entry = this.#entries.get(name);
    if (entry === undefined || this.#entries.has(newName)) return false;
    this.#entries.delete(name);
    const versions = new Map(
      Array.from(entry.versions, ([number, version]) => [number, { ...version, name: newName }]),
    );
    this.#entries.set(newName, { ...entry, versions, model: { ...entry.model, name: newName } });
    return true;
  }

  removeModel(name: string): void {
    this.#entries.delete(name);
  }

  setModelTag(name: string, key: string, value: string): void {
    const entry = this.#entries.get(name);
    if (entry !== undefined) entry.model = { ...entry.model, tags: withEntry(entry.model.tags, key, value) };
  }

  deleteModelTag(name: string, key: string): void {
    const entry = this.#entries.get(name);
    if (entry !== undefined) entry.model = { ...entry.model, tags: withoutEntry(entry.model.tags, key) };
  }

  setAlias(name: string, alias: string, version: number): void {
    const entry = this.#entries.get(name);
    if (entry === undefined) return;
    entry.model = { ...entry.model, aliases: withEntry(entry.model.aliases, alias, version) };
  }

  deleteAlias(name: string, alias: string): void {
    const entry = this.#entries.get(name);
    if (entry !== undefined)
      entry.model = { ...entry.model, aliases: withoutEntry(entry.model.aliases, alias) };
  }

  versions(name: string): readonly StoredVersion[] {
    return [...(this.#entries.get(name)?.versions.values() ?? [])];
  }

  version(name: string, version: number): StoredVersion | undefined {
    return this.#entries.get(name)?.versions.get(version);
  }

  addVersion(version: Omit<StoredVersion, "version">): StoredVersion {
    const entry = this.#entries.get(version.name);
    const added = { ...version, version: entry === undefined ? 1 : ++entry.lastVersion };
    entry?.versions.set(added.version, added);
    return added;
  }

  changeVersion(name: string, version: number, change: VersionChange): void {
    this.#replaceVersion(name, version, (stored) => ({ ...stored, ...change }));
  }

  removeVersion(name: string, version: number): void {
    this.#entries.get(name)?.versions.delete(version);
  }

  setVersionTag(name: string, version: number, key: string, value: string): void {
    this.#replaceVersion(name, version, (stored) => ({
      ...stored,
      tags: withEntry(stored.tags, key, value),
    }));
  }

  deleteVersionTag(name: string, version: number, key: string): void {
    this.#replaceVersion(name, version, (stored) => ({ ...stored, tags: withoutEntry(stored.tags, key) }));
  }

  #replaceVersion(name: string, number: number, replace: (version: StoredVersion) => StoredVersion): void {
    const versions = this.#entries.get(name)?.versions;
    const version = versions?.get(number);
    if (versions !== undefined && version !== undefined) versions.set(number, replace(version));
  }
}

function withEntry<T>(map: ReadonlyMap<string, T>, key: string, value: T): ReadonlyMap<string, T> {
  return new Map([...map, [key, value] as const].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function withoutEntry<T>(map: ReadonlyMap<string, T>, key: string): ReadonlyMap<string, T> {
  const copy = new Map(map);
  copy.delete(key);
  return copy;
}
