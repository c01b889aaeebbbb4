import { describe, expect, it } from "vitest";
import { fillMessage, placesOf } from "../../../../src/ui/i18n/fill-message.ts";

const modules: Record<string, Record<string, unknown>> = import.meta.glob(
  "../../../../src/ui/**/*messages.ts",
  {
    eager: true,
  },
);

type Table = Record<"en" | "ko", Record<string, string>>;

function isTable(value: unknown): value is Table {
  return typeof value === "object" && value !== null && "en" in value && "ko" in value;
}

const tables = Object.entries(modules).flatMap(([path, exports]) =>
  Object.values(exports)
    .filter(isTable)
    .map((table) => [path.replace(/.*src\/ui\//, ""), table] as const),
);

describe("the messages of the app", () => {
  it("are found", () => expect(tables.length).toBeGreaterThan(8));

  it.each(tables)("in %s are there in both languages, and speak of the same values", (_, { en, ko }) => {
    expect(Object.keys(ko).sort()).toEqual(Object.keys(en).sort());
    for (const [key, message] of Object.entries(en)) {
      expect(placesOf(ko[key]!), key).toEqual(placesOf(message));
      expect(message.trim(), key).not.toBe("");
      expect(ko[key]!.trim(), key).not.toBe("");
    }
  });

  it.each(tables)("in %s are Korean in Korean, where they are words at all", (_, { en, ko }) => {
    const same = Object.keys(en).filter(
      (key) => en[key] === ko[key] && /[a-z]{3,} [a-z]{3,}/i.test(en[key]!),
    );
    expect(same).toEqual([]);
  });
});

describe("filling a message", () => {
  it("puts values in, and chooses between one and many", () => {
    expect(fillMessage("{n} {n|run|runs} of {m}", { n: 1, m: 3 })).toBe("1 run of 3");
    expect(fillMessage("{n} {n|run|runs} of {m}", { n: 2, m: 3 })).toBe("2 runs of 3");
  });

  it("leaves a place without a value, and takes values as they are", () => {
    expect(fillMessage("{name}: {other}", { name: "$& {n}" })).toBe("$& {n}: {other}");
  });
});
