// Fields of JSON answers by MLflow's rules.
import { expect, it } from "vitest";
import {
  doubleField,
  integerField,
  listField,
  mapField,
  objectField,
  optionalInteger,
  optionalText,
  textField,
  wordField,
} from "../../../../src/tracking/http/json-fields.ts";

it("takes absent and null fields for their defaults", () => {
  for (const json of [{}, { x: null }]) {
    expect(textField(json, "x")).toBe("");
    expect(optionalText(json, "x")).toBeUndefined();
    expect(integerField(json, "x")).toBe(0);
    expect(optionalInteger(json, "x")).toBeUndefined();
    expect(doubleField(json, "x")).toBe(0);
    expect(listField(json, "x")).toEqual([]);
    expect(objectField(json, "x")).toEqual({});
    expect(mapField(json, "x")).toEqual(new Map());
  }
});

it("takes whole numbers as numbers and as text", () => {
  expect(integerField({ x: 1700000000123 }, "x")).toBe(1700000000123);
  expect(integerField({ x: "1700000000123" }, "x")).toBe(1700000000123);
  expect(integerField({ x: "-3" }, "x")).toBe(-3);
});

it.each([
  ["NaN", Number.NaN],
  ["nan", Number.NaN],
  ["Infinity", Number.POSITIVE_INFINITY],
  ["-Infinity", Number.NEGATIVE_INFINITY],
  ["1.5", 1.5],
  [1e300, 1e300],
])("takes the double %j", (json, value) => {
  expect(doubleField({ x: json }, "x")).toBe(value);
});

it("orders maps by key, and keeps keys that objects have by nature", () => {
  const json = { tags: [{ key: "b", value: "1" }, { key: "__proto__", value: "2" }, { key: "a" }] };
  expect([...mapField(json, "tags")]).toEqual([
    ["__proto__", "2"],
    ["a", ""],
    ["b", "1"],
  ]);
});

it("does not take inherited properties for fields", () => {
  expect(optionalText({}, "constructor")).toBeUndefined();
});

it.each([
  ["text", () => textField({ x: {} }, "x")],
  ["a whole number", () => integerField({ x: 1.5 }, "x")],
  ["a whole number", () => integerField({ x: "" }, "x")],
  ["a number", () => doubleField({ x: "abc" }, "x")],
  ["a list", () => listField({ x: {} }, "x")],
  ["an object", () => listField({ x: [1] }, "x")],
  ["one of a, b", () => wordField({ x: "c" }, "x", ["a", "b"])],
])("says which field must be %s", (expected, read) => {
  expect(read).toThrow(`x must be ${expected}`);
});
