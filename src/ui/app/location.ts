// Where in the app the user is, as a signal; and how to go elsewhere.
import { effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { type Address, formatAddress, parseAddress } from "./address.ts";

const current: Signal<Address> = signal(parseAddress(globalThis.location?.hash ?? ""));

/** The present address. */
export const address: ReadonlySignal<Address> = current;

/** Follows the browser's address from now on. */
export function followLocation(): void {
  addEventListener("hashchange", () => {
    if (formatAddress(current.value) !== formatAddress(parseAddress(location.hash))) {
      current.value = parseAddress(location.hash);
    }
  });
}

/** A link to a path, with what is to be shown there; parts that are undefined are left out. */
export function linkTo(
  path: readonly string[],
  query: Readonly<Record<string, string | undefined>> = {},
): string {
  const kept = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return formatAddress({ path, query: new Map(kept) });
}

/** Goes to a link made by {@link linkTo}. */
export function go(link: string, options: { readonly replace?: boolean } = {}): void {
  if (options.replace === true) history.replaceState(null, "", link);
  else history.pushState(null, "", link);
  current.value = parseAddress(link);
}

/** One part of what is shown here; undefined when the address does not say. */
export function queryValue(name: string): string | undefined {
  return current.value.query.get(name);
}

/**
 * Changes parts of what is shown here; undefined takes a part out of the address.
 *
 * @param options `push` makes a step that the back button undoes; without it the present one is changed.
 */
export function setQuery(
  changes: Readonly<Record<string, string | undefined>>,
  options: { readonly push?: boolean } = {},
): void {
  const query = new Map(current.value.query);
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) query.delete(name);
    else query.set(name, value);
  }
  const link = formatAddress({ path: current.value.path, query });
  if (link !== formatAddress(current.value)) go(link, { replace: options.push !== true });
}

/** Calls back with the path whenever another page is shown. */
export function onPageChange(listener: (path: string) => void): void {
  let last: string | undefined;
  effect(() => {
    const path = current.value.path.join("/");
    if (path !== last) listener(path);
    last = path;
  });
}
