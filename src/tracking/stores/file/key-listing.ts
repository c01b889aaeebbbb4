// The keys in a folder such as `params`, listed once and again only when the folder or one within it has changed.
import { folderNames, isTemporaryName, isUnreadable, kindOf } from "../../../system/index.ts";
import { MAX_KEY_DEPTH } from "../../limits.ts";
import type { DamageLog } from "./damage-log.ts";
import { refreshed, type Stamped } from "./stamped.ts";

const NO_KEYS: readonly string[] = [];

/** What lies directly in a folder. */
interface Listing {
  /** Names of files, and of links to files. */
  readonly files: readonly string[];
  /** Names of folders, with what lies in them. */
  readonly folders: ReadonlyMap<string, KeyListing>;
}

/**
 * The keys of one folder: the paths of its files, with `/` between their parts, sorted.
 *
 * Links to files count; links to folders do not, for they may lead in circles.
 */
export class KeyListing {
  readonly #folder: string;
  readonly #depth: number;
  #listing: Stamped<Listing> | undefined;

  constructor(folder: string, depth = 0) {
    this.#folder = folder;
    this.#depth = depth;
  }

  /** The keys now. The very same array as before means that none has come, gone or been replaced. */
  keys(damage: DamageLog): readonly string[] {
    const before = this.#listing;
    this.#listing = refreshed(this.#folder, before, () => this.#list(damage));
    if (this.#listing === undefined) return NO_KEYS;
    const { files, folders } = this.#listing.value;
    if (folders.size === 0) return files;
    const nested = [...folders].flatMap(([name, inner]) => inner.keys(damage).map((key) => `${name}/${key}`));
    return [...files, ...nested].sort();
  }

  /** Forgets what was listed. */
  forget(): void {
    this.#listing = undefined;
  }

  #list(damage: DamageLog): Listing {
    const files: string[] = [];
    const folders = new Map<string, KeyListing>();
    for (const { name, kind } of this.#entries(damage)) {
      if (isTemporaryName(name)) continue;
      const path = `${this.#folder}/${name}`;
      if (kind === "file" || (kind === "link" && kindOf(path) === "file")) files.push(name);
      else if (kind === "folder" && this.#depth < MAX_KEY_DEPTH) {
        folders.set(name, this.#listing?.value.folders.get(name) ?? new KeyListing(path, this.#depth + 1));
      }
    }
    return { files, folders };
  }

  #entries(damage: DamageLog): ReturnType<typeof folderNames> & object {
    try {
      return folderNames(this.#folder) ?? [];
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      damage.report(this.#folder, "it is not readable");
      return [];
    }
  }
}
