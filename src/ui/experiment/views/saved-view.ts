// Views of an experiment that were kept: tags of the experiment, so that everybody who looks at it has them.
import { formatAddress, parseAddress } from "../../app/address.ts";

/** What the tags begin with. */
export const VIEW_TAG = "traintracks.view.";

/** A view that was kept. */
export interface SavedView {
  readonly id: string;
  /** Empty for one that was kept only to make its link short. */
  readonly name: string;
  /** What follows the path of the experiment: its tab and how it is set. */
  readonly place: string;
  /** Shown first by those who open the experiment without a view. */
  readonly isDefault: boolean;
}

/** The views among the tags of an experiment, by name. What is no view is left out. */
export function savedViews(tags: Readonly<Record<string, string>>): readonly SavedView[] {
  return Object.entries(tags)
    .flatMap(([key, value]) => {
      const view = key.startsWith(VIEW_TAG) ? readView(key.slice(VIEW_TAG.length), value) : undefined;
      return view ?? [];
    })
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** A view as the value of its tag. */
export function viewTag({ name, place, isDefault }: SavedView): string {
  return JSON.stringify({ name, place, ...(isDefault ? { is_default: true } : {}) });
}

function readView(id: string, text: string): SavedView | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null) return undefined;
    if (!("place" in value) || typeof value.place !== "string") return undefined;
    const name = "name" in value && typeof value.name === "string" ? value.name : "";
    return { id, name, place: value.place, isDefault: "is_default" in value && value.is_default === true };
  } catch {
    return undefined;
  }
}

/** The whole address of a view: what it shows, and its id. */
export function viewAddress(experimentId: string, { id, place }: SavedView): string {
  const { path, query } = parseAddress(place);
  return formatAddress({
    path: ["experiments", experimentId, ...path],
    query: new Map([...query, ["view", id]]),
  });
}

/**
 * Where an address leads that names a view but does not say what it shows, or, when it says nothing at all, where the view
 * that is shown first leads.
 */
export function resolveView(
  experimentId: string,
  query: ReadonlyMap<string, string>,
  views: readonly SavedView[],
): string | undefined {
  const id = query.get("view");
  if (query.size > 1 || (query.size === 1 && id === undefined)) return undefined;
  const view = views.find((known) => (id === undefined ? known.isDefault : known.id === id));
  return view === undefined || view.place === "" ? undefined : viewAddress(experimentId, view);
}

/** A short id for a view, made of what it shows: the same view has the same id. */
export function viewId(place: string): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let i = 0; i < place.length; i++) {
    high = Math.imul(high ^ place.charCodeAt(i), 2_654_435_761);
    low = Math.imul(low ^ place.charCodeAt(i), 1_597_334_677);
  }
  return (high >>> 0).toString(36) + (low >>> 0).toString(36);
}
