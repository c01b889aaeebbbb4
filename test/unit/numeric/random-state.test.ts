// The generator against NumPy's own numbers.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { RandomState } from "../../../src/numeric/index.ts";

interface Case {
  readonly id: string;
  readonly seed: number;
  readonly expect: {
    readonly raw_uint32: readonly number[];
    readonly random_sample: readonly number[];
    readonly randn: readonly number[];
    readonly randint: Readonly<Record<string, readonly number[]>>;
    readonly permutation: Readonly<Record<string, readonly number[]>>;
    readonly shuffle_arange10: readonly number[];
    readonly mixed_sequence: readonly [number, number, number, number, readonly number[], number, number];
  };
}

const golden: { readonly cases: readonly Case[] } = JSON.parse(
  readFileSync(new URL("../../golden/rng.json", import.meta.url), "utf8"),
);

function draw<T>(count: number, next: () => T): T[] {
  return Array.from({ length: count }, next);
}

/** Where the C library's logarithm and ours differ in the last bit, so may the normal number. */
const LAST_BIT = { rtol: 2 ** -52 };

describe.each(golden.cases)("RandomState($seed) gives NumPy's", ({ seed, expect: wanted }) => {
  test("raw outputs", () => {
    const random = new RandomState(seed);
    expect(draw(wanted.raw_uint32.length, () => random.nextUint32())).toEqual(wanted.raw_uint32);
  });

  test("uniform numbers", () => {
    const random = new RandomState(seed);
    expect(draw(wanted.random_sample.length, () => random.uniform())).toEqual(wanted.random_sample);
  });

  test("normal numbers", () => {
    const random = new RandomState(seed);
    expect(draw(wanted.randn.length, () => random.standardNormal())).toBeAllClose(wanted.randn, LAST_BIT);
  });

  test.each(Object.entries(wanted.randint))("whole numbers in [%s)", (range, numbers) => {
    const [low = 0, high = 0] = range.split(",").map(Number);
    const random = new RandomState(seed);
    expect(draw(numbers.length, () => low + random.integerBelow(high - low))).toEqual(numbers);
  });

  test.each(Object.entries(wanted.permutation))("permutation of %s", (n, order) => {
    expect([...new RandomState(seed).permutation(Number(n))]).toEqual(order);
  });

  test("shuffle", () => {
    const items = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
    new RandomState(seed).shuffle(items);
    expect(items).toEqual(wanted.shuffle_arange10);
  });

  test("numbers when the kinds are mixed", () => {
    const random = new RandomState(seed);
    const [uniform, whole, normal, spare, order, small, last] = wanted.mixed_sequence;
    expect(random.uniform()).toBe(uniform);
    expect(random.integerBelow(1000)).toBe(whole);
    expect([random.standardNormal(), random.standardNormal()]).toBeAllClose([normal, spare], LAST_BIT);
    expect([...random.permutation(5)]).toEqual(order);
    expect(random.integerBelow(3)).toBe(small);
    expect(random.uniform()).toBe(last);
  });
});

describe("RandomState", () => {
  test("goes on past the words of one state", () => {
    // The first output for the default seed of the authors' own program, mt19937ar.c.
    const random = new RandomState(5489);
    const outputs = draw(10_000, () => random.nextUint32());
    expect(outputs[0]).toBe(3499211612);
    // The C++ standard (rand.predef) fixes the 10000th output of mt19937.
    expect(outputs[9999]).toBe(4123659995);
  });

  test.each([-1, 0.5, 2 ** 32, Number.NaN, Number.POSITIVE_INFINITY])("refuses seed %s", (seed) => {
    expect(() => new RandomState(seed)).toThrow(
      `the seed must be a whole number from 0 to 4294967295: current value is ${seed}`,
    );
  });

  test.each([0, -3, 1.5, 2 ** 32 + 1, Number.NaN])("refuses to draw below %s", (bound) => {
    expect(() => new RandomState(0).integerBelow(bound)).toThrow(
      `the bound must be a whole number from 1 to 4294967296: current value is ${bound}`,
    );
  });

  test("draws below 2^32 and below 1", () => {
    expect(new RandomState(0).integerBelow(2 ** 32)).toBe(new RandomState(0).nextUint32());
    const random = new RandomState(0);
    expect(random.integerBelow(1)).toBe(0);
    expect(random.nextUint32()).toBe(new RandomState(0).nextUint32());
  });
});
