// What every page of the app gets.

/** The parts of a page's address that have a name. */
export interface PageProps {
  readonly params: Readonly<Record<string, string>>;
}
