// What every flavor promises, held against each line of its catalogue and each kind of model.
import { performance } from "node:perf_hooks";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { errorCode } from "../../src/errors/index.ts";
import { FLAVORS } from "../../src/models/flavors/catalogue.ts";
import type { Predictions } from "../../src/models/index.ts";
import { signatureOfModel } from "../../src/models/infer-signature.ts";
import { frameOfTable } from "../../src/models/model-input.ts";
import { mutationOf } from "../support/byte-mutations.ts";
import { memoryModelFolder } from "../support/memory-model-folder.ts";
import { sampleModels } from "../support/sample-models.ts";

/** Mutations of each file of each sample. */
const MUTATIONS = 1000;
const LONGEST_LOAD_MS = 1000;

const flavors = await Promise.all(FLAVORS.map((entry) => entry.load()));
const cases = flavors.flatMap((flavor) =>
  sampleModels().flatMap((sample) => {
    const packed = flavor.pack(sample.model, signatureOfModel(sample.model));
    return packed === undefined
      ? []
      : [{ name: `${flavor.name}: ${sample.label}`, flavor, packed, ...sample }];
  }),
);

describe("the catalogue of flavors", () => {
  it("has each flavor under its own name", () => {
    expect(flavors.map((flavor) => flavor.name)).toEqual(FLAVORS.map((entry) => entry.name));
  });

  it("has a flavor for every kind of model", () => {
    for (const { label } of sampleModels()) {
      expect(cases.some((one) => one.label === label)).toBe(true);
    }
  });
});

describe.each(cases)("$name", ({ flavor, packed, model, table, expected }) => {
  const input = frameOfTable(table);

  it("gives the same predictions after the way through its files", () => {
    const loaded = flavor.load(memoryModelFolder(packed.files), packed.attributes);
    const predictions = vectorOf(loaded.predict(input, new Map()));
    if (predictions.some((value) => typeof value === "string"))
      expect(predictions).toEqual(Array.from(expected));
    // The order of the additions may differ: a few units in the last place.
    else
      expect(predictions.map(Number)).toBeAllClose(Array.from(expected, Number), {
        rtol: 1e-12,
        atol: 1e-12,
      });
  });

  it("gives the same bytes for the same model", () => {
    expect(flavor.pack(model, signatureOfModel(model))).toEqual(packed);
  });

  it.each([...packed.files.keys()])(
    "answers damage to %s with an error that says so, or predicts a number a row",
    (name) => {
      const original = new Uint8Array(Buffer.from(packed.files.get(name) ?? ""));
      fc.assert(
        fc.property(mutationOf(original), (bytes) => {
          const started = performance.now();
          const folder = memoryModelFolder(new Map([...packed.files, [name, bytes]]));
          try {
            const predictions = flavor.load(folder, packed.attributes).predict(input, new Map());
            expect(vectorOf(predictions)).toHaveLength(input.nRows);
          } catch (error) {
            expect(errorCode(error), String(error)).toBeDefined();
          }
          expect(performance.now() - started).toBeLessThan(LONGEST_LOAD_MS);
        }),
        { numRuns: MUTATIONS, interruptAfterTimeLimit: 1_500 },
      );
    },
  );

  it("refuses a file that is missing", () => {
    expect(() => flavor.load(memoryModelFolder(new Map()), packed.attributes)).toThrow(/Cannot read/);
  });
});

/** One value a row, from a vector or from records with one value each. */
function vectorOf(predictions: Predictions): readonly unknown[] {
  return Object.values<unknown>(predictions).map((row) =>
    typeof row === "object" && row !== null ? Object.values(row)[0] : row,
  );
}
