// Colours for values from low to high: cividis, which looks alike with and without colour blindness (Nunez, Anderton and
// Renslow 2018), kept off its darkest and lightest ends so that it shows on both themes.

type Rgb = readonly [number, number, number];

const STOPS: readonly Rgb[] = [
  [0x3a, 0x56, 0x9b],
  [0x57, 0x6d, 0x8f],
  [0x7b, 0x82, 0x80],
  [0xa2, 0x96, 0x66],
  [0xc7, 0xa8, 0x45],
  [0xe6, 0xbb, 0x2b],
];

/** The colour of a share of the range; a pale grey for NaN: there is no value. */
export function valueColor(share: number): string {
  if (Number.isNaN(share)) return "#9aa3ab";
  const at = Math.max(0, Math.min(1, share)) * (STOPS.length - 1);
  const low = STOPS[Math.floor(at)] ?? [0, 0, 0];
  const high = STOPS[Math.ceil(at)] ?? low;
  const part = at - Math.floor(at);
  const mixed = low.map((value, i) => Math.round(value + ((high[i] ?? value) - value) * part));
  return `rgb(${mixed.join(" ")})`;
}
