// The runs that are selected in an experiment: kept by id, so that nothing that comes or goes changes it.
import { type ReadonlySignal, type Signal, signal } from "@preact/signals";

/** A selection of runs. */
export class Selection {
  readonly #ids: Signal<ReadonlySet<string>> = signal(new Set<string>());
  #anchor: string | undefined;

  /** The ids of the runs. */
  get ids(): ReadonlySignal<ReadonlySet<string>> {
    return this.#ids;
  }

  /** Whether a run is selected. */
  has(runId: string): boolean {
    return this.#ids.value.has(runId);
  }

  /** Takes a run in, or out when it is in. */
  toggle(runId: string): void {
    const next = new Set(this.#ids.value);
    if (!next.delete(runId)) next.add(runId);
    this.#anchor = runId;
    this.#ids.value = next;
  }

  /** The run that a range begins with: the one that was toggled last. */
  get anchor(): string | undefined {
    return this.#anchor;
  }

  /** Takes runs in. */
  add(runIds: Iterable<string>): void {
    this.#ids.value = new Set([...this.#ids.value, ...runIds]);
  }

  /** Takes runs out. */
  remove(runIds: Iterable<string>): void {
    const next = new Set(this.#ids.value);
    for (const runId of runIds) next.delete(runId);
    this.#ids.value = next;
  }

  /** Takes in these and no others. */
  replace(runIds: Iterable<string>): void {
    this.#ids.value = new Set(runIds);
  }
}

const selections = new Map<string, Selection>();

/** The selection of an experiment; it stays while the user looks elsewhere in the app. */
export function selectionOf(experimentId: string): Selection {
  const known = selections.get(experimentId) ?? new Selection();
  selections.set(experimentId, known);
  return known;
}
