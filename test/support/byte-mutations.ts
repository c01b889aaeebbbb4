// Damage to files, as disks, networks and enemies do it: for tests that readers answer every one of them with an error.
import fc from "fast-check";

/** Numbers and words that have broken parsers before, put in place of what was there. */
const HOSTILE_TOKENS = [
  "null",
  "true",
  '""',
  "[]",
  "{}",
  "-1",
  "0",
  "1e999",
  "-1e999",
  "4294967296",
  "9007199254740993",
  "1e300",
  "NaN",
  '"__proto__"',
  '"constructor"',
  "[[[[[[[[",
  "}",
  '"',
  "\\u0000",
  "é",
  "- &a [*a]",
  "!!js/function",
];

/** Applies one to four random changes to a file: bytes flipped, cut off, doubled, removed, or replaced by hostile text. */
export function mutationOf(original: Uint8Array): fc.Arbitrary<Uint8Array> {
  const at = fc.nat(Math.max(0, original.length - 1));
  const change = fc.oneof(
    fc.record({ kind: fc.constant("flip" as const), at, value: fc.integer({ min: 1, max: 255 }) }),
    fc.record({ kind: fc.constant("cut" as const), at, value: fc.constant(0) }),
    fc.record({ kind: fc.constant("double" as const), at, value: fc.integer({ min: 1, max: 64 }) }),
    fc.record({ kind: fc.constant("remove" as const), at, value: fc.integer({ min: 1, max: 64 }) }),
    fc.record({ kind: fc.constant("replace" as const), at, value: fc.nat(HOSTILE_TOKENS.length - 1) }),
  );
  return fc
    .array(change, { minLength: 1, maxLength: 4 })
    .map((changes) => changes.reduce((bytes, one) => apply(bytes, one), original));
}

interface Change {
  readonly kind: "flip" | "cut" | "double" | "remove" | "replace";
  readonly at: number;
  readonly value: number;
}

function apply(bytes: Uint8Array, { kind, at, value }: Change): Uint8Array {
  if (kind === "cut") return bytes.slice(0, at);
  if (kind === "double") return joined(bytes.slice(0, at + value), bytes.slice(at));
  if (kind === "remove") return joined(bytes.slice(0, at), bytes.slice(at + value));
  if (kind === "flip") return bytes.map((byte, i) => (i === at ? byte ^ value : byte));
  return replaceToken(bytes, at, HOSTILE_TOKENS[value] ?? "");
}

/** Puts text in place of the number, word or quoted text nearest after a position. */
function replaceToken(bytes: Uint8Array, at: number, token: string): Uint8Array {
  const text = Buffer.from(bytes).toString("latin1");
  const found = /"[^"\n]*"|[\w.+-]+/.exec(text.slice(at));
  if (found === null) return bytes;
  const start = at + found.index;
  return joined(bytes.slice(0, start), Buffer.from(token), bytes.slice(start + found[0].length));
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}
