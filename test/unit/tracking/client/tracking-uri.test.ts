// What may be written in a tracking URI, and what it means.
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { parseTrackingUri } from "../../../../src/tracking/client/tracking-uri.ts";

it.each([
  ["mlruns", resolve("mlruns")],
  ["./here", resolve("here")],
  ["/abs/mlruns", "/abs/mlruns"],
  ["file:///abs/mlruns", "/abs/mlruns"],
  ["file:mlruns", resolve("mlruns")],
])("takes %s for a folder", (uri, folder) => {
  expect(parseTrackingUri(uri)).toEqual({ kind: "folder", folder });
});

it.each([
  ["http://127.0.0.1:5000", "http://127.0.0.1:5000"],
  ["https://host/prefix/", "https://host/prefix"],
])("takes %s for a server", (uri, url) => {
  expect(parseTrackingUri(uri)).toEqual({ kind: "server", url });
});

it.each([
  ["sqlite:///mlflow.db", /straight into a database is not supported; use a folder .* or a tracking server/],
  ["postgresql+psycopg2://u@h/db", /a database/],
  ["databricks", /Databricks/],
  ["databricks://profile", /Databricks/],
  ["s3://bucket", /the scheme s3: is not supported/],
  ["http://", /not the plain address/],
  ["http://host/?a=b", /not the plain address/],
  ["", /empty/],
])("refuses %j and says what to do", (uri, message) => {
  expect(() => parseTrackingUri(uri)).toThrow(message);
});
