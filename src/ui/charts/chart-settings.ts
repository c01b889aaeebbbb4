// How all charts of a page draw, kept in the address so that a link shows the same.
import { queryValue, setQuery } from "../app/location.ts";
import type { XKind } from "./line-points.ts";

/** What a group's band shows around its mean. */
export type BandKind = "minmax" | "std";

/** The settings. */
export interface ChartSettings {
  readonly x: XKind;
  /** Weight of the past, in [0, 1). */
  readonly smoothing: number;
  readonly isLogX: boolean;
  readonly isLogY: boolean;
  /** The parameter or tag whose values make groups: `param.alpha`. */
  readonly group: string | undefined;
  readonly band: BandKind;
  /** Only metrics whose name has this in it. */
  readonly search: string;
}

const MOST_SMOOTHING = 0.99;

/** The settings that the address has. Reading them in a component draws it anew when they change. */
export function chartSettings(): ChartSettings {
  const smoothing = Number(queryValue("smooth") ?? 0);
  return {
    x: xKind(queryValue("x")),
    smoothing: smoothing >= 0 ? Math.min(smoothing, MOST_SMOOTHING) : 0,
    isLogX: queryValue("logx") === "1",
    isLogY: queryValue("logy") === "1",
    group: queryValue("group"),
    band: queryValue("band") === "std" ? "std" : "minmax",
    search: queryValue("m") ?? "",
  };
}

/** Changes settings; what is as usual leaves the address. */
export function changeSettings(changes: Partial<ChartSettings>): void {
  const { x, smoothing, isLogX, isLogY, band, search } = changes;
  setQuery({
    ...(x === undefined ? {} : { x: x === "step" ? undefined : x }),
    ...(smoothing === undefined ? {} : { smooth: smoothing === 0 ? undefined : String(smoothing) }),
    ...(isLogX === undefined ? {} : { logx: isLogX ? "1" : undefined }),
    ...(isLogY === undefined ? {} : { logy: isLogY ? "1" : undefined }),
    ...("group" in changes ? { group: changes.group } : {}),
    ...(band === undefined ? {} : { band: band === "minmax" ? undefined : band }),
    ...(search === undefined ? {} : { m: search === "" ? undefined : search }),
  });
}

function xKind(text: string | undefined): XKind {
  if (text === "time" || text === "relative") return text;
  return text?.startsWith("metric:") === true ? `metric:${text.slice("metric:".length)}` : "step";
}
