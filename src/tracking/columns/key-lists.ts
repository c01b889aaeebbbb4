// The keys of many runs: most have the same ones, so each list is kept once.
import { stampOf } from "../../system/index.ts";
import type { DamageLog } from "../stores/file/damage-log.ts";
import { storedKeys } from "../stores/file/keyed-files.ts";

/** The keys in a folder such as `params` of one run, as last listed. */
export interface KeyList {
  readonly keys: readonly string[];
  /** Folders below it that hold keys too, such as `val` for `val/loss`. */
  readonly folders: readonly string[];
  /** The sum of the times at which the folders last changed: another one means another list. */
  readonly changeTimeMs: number;
}

const NOTHING: readonly string[] = [];

/** Lists keys, and gives the same array for the same keys. */
export class KeyLists {
  readonly #damage: DamageLog;
  readonly #known = new Map<string, readonly string[]>();

  constructor(damage: DamageLog) {
    this.#damage = damage;
  }

  /** The list as it is now: the one before, if its folders have not changed. */
  list(folder: string, before: KeyList | undefined): KeyList {
    if (before !== undefined && changeTime(folder, before.folders) === before.changeTimeMs) return before;
    const timeMs = changeTime(folder, before?.folders ?? NOTHING);
    const keys = timeMs === 0 ? NOTHING : this.#shared(storedKeys(folder, this.#damage));
    const folders = this.#shared([...new Set(keys.flatMap(foldersOf))]);
    // With other folders than before it is not known when they changed: the next look lists once more.
    const isSame = before === undefined ? folders.length === 0 : folders === before.folders;
    return { keys, folders, changeTimeMs: isSame ? timeMs : Number.NaN };
  }

  #shared(words: readonly string[]): readonly string[] {
    if (words.length === 0) return NOTHING;
    const text = words.join("\0");
    const known = this.#known.get(text) ?? words;
    this.#known.set(text, known);
    return known;
  }
}

function changeTime(folder: string, inner: readonly string[]): number {
  let sum = stampOf(folder)?.changeTimeMs ?? 0;
  for (const name of inner) sum += stampOf(`${folder}/${name}`)?.changeTimeMs ?? 0;
  return sum;
}

function foldersOf(key: string): readonly string[] {
  const parts = key.split("/").slice(0, -1);
  return parts.map((_, i) => parts.slice(0, i + 1).join("/"));
}
