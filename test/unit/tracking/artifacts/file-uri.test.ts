// Local folders as URIs and back.
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { fileUriOf, localPathOf, schemeOf } from "../../../../src/tracking/artifacts/file-uri.ts";

it.each([
  ["/data/mlruns", "/data/mlruns"],
  ["file:///data/mlruns", "/data/mlruns"],
  ["file:/data/mlruns", "/data/mlruns"],
  ["file://localhost/data/mlruns", "/data/mlruns"],
  ["file:///data/with%20blank/100%25", "/data/with blank/100%"],
  ["/data/100%25", "/data/100%25"],
])("takes %s for the path %s", (uri, path) => {
  expect(localPathOf(uri)).toBe(path);
});

it.each(["mlruns", "./mlruns", "file:mlruns", "file:./mlruns"])("starts %s at the working folder", (uri) => {
  expect(localPathOf(uri)).toBe(resolve("mlruns"));
});

it.each(["http://host/x", "s3://bucket/x", "file://other.host/x", "file:///a%zz", "file:///a%2fb", "a\0b"])(
  "refuses %j",
  (uri) => {
    expect(() => localPathOf(uri)).toThrow(RangeError);
  },
);

it("gives back the path that a URI was made of", () => {
  for (const path of ["/a/b", "/with blank/ä", "/100%/x#y/q?z"])
    expect(localPathOf(fileUriOf(path))).toBe(path);
});

it("does not take a Windows drive for a scheme", () => {
  expect(schemeOf("C:\\data")).toBeUndefined();
  expect(schemeOf("HTTP://host")).toBe("http");
});
