// A copy has ids of its own: what speaks of a run or model by its id must speak of the copy.

/** Tags whose values hold ids of runs. */
const TAGS_WITH_IDS: ReadonlySet<string> = new Set([
  "mlflow.parentRunId",
  "mlflow.rootRunId",
  "mlflow.log-model.history",
]);
const ID = /m-[0-9a-f]{32}|\b[0-9a-f]{32}\b/g;

/** The ids of the copies, by the ids of what they are copies of. */
export class IdTranslation {
  readonly #targets = new Map<string, string>();

  add(id: string, targetId: string): void {
    this.#targets.set(id, targetId);
  }

  /** The id of the copy; undefined when there is none. */
  get(id: string | undefined): string | undefined {
    return id === undefined ? undefined : this.#targets.get(id);
  }

  /** A text with the ids of copies in the place of those they are copies of. */
  text(text: string): string {
    return text.replace(ID, (id) => this.#targets.get(id) ?? id);
  }

  /** Tags, with the ids of copies in those that hold ids. */
  tags(tags: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
    return new Map(
      Array.from(tags, ([key, value]) => [key, TAGS_WITH_IDS.has(key) ? this.text(value) : value] as const),
    );
  }
}
