// The URIs by which models are named.
import { expect, it } from "vitest";
import { parseModelUri } from "../../../../src/tracking/artifacts/model-uri.ts";

const ID = `m-${"0123456789abcdef".repeat(2)}`;

it.each([
  ["runs:/abc/model", { kind: "run", runId: "abc", path: "model" }],
  ["runs:/abc/deep/model/", { kind: "run", runId: "abc", path: "deep/model" }],
  [`models:/${ID}`, { kind: "loggedModel", modelId: ID }],
  ["models:/Name/3", { kind: "registered", name: "Name", by: "version", value: "3" }],
  ["models:/Name/latest", { kind: "registered", name: "Name", by: "stage", value: "latest" }],
  ["models:/Name@champion", { kind: "registered", name: "Name", by: "alias", value: "champion" }],
  ["models:/a@b@c", { kind: "registered", name: "a@b", by: "alias", value: "c" }],
  ["file:///tmp/model", { kind: "place", uri: "file:///tmp/model" }],
  ["./model", { kind: "place", uri: "./model" }],
])("reads %s", (uri, expected) => {
  expect(parseModelUri(uri)).toEqual(expected);
});

it.each(["runs:/abc", "runs:/abc/", "runs:", "models:/", "models:/a/b/c", "models:/@x", "models:/x@", " "])(
  "refuses %j and says the form",
  (uri) => {
    expect(() => parseModelUri(uri)).toThrow(RangeError);
  },
);
