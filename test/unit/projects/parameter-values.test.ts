import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { ParameterSpec, ParameterType } from "../../../src/projects/mlproject-file.ts";
import { type ParameterValues, parameterValues } from "../../../src/projects/parameter-values.ts";
import { TrackingClient } from "../../../src/tracking/index.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { writeFiles } from "../../support/traintracks-command.ts";

const spec = (type: ParameterType, value?: string): ParameterSpec => ({ type, default: value });

async function values(
  parameters: Readonly<Record<string, ParameterSpec>>,
  given: Readonly<Record<string, string>>,
  folder: string = temporaryFolder(),
): Promise<ParameterValues> {
  const context = {
    projectFolder: folder,
    storageFolder: join(folder, "storage"),
    client: new TrackingClient(join(folder, "mlruns")),
  };
  return await parameterValues(
    { parameters: new Map(Object.entries(parameters)) },
    new Map(Object.entries(given)),
    context,
  );
}

describe("parameters", () => {
  it("have the value given, or else their default", async () => {
    const found = await values({ a: spec("float", "0.5"), b: spec("string", "x") }, { b: "y" });
    expect([...found.logged]).toEqual([
      ["a", "0.5"],
      ["b", "y"],
    ]);
    expect(found.extraWords).toEqual([]);
  });

  it("that are missing are named, in MLflow's words", async () => {
    await expect(values({ a: spec("float"), b: spec("path") }, {})).rejects.toThrow(
      "No value given for missing parameters: 'a', 'b'",
    );
  });

  it("that the project does not name become options, as with MLflow", async () => {
    const found = await values({}, { z: "9", "long-name": "a b" });
    expect(found.extraWords).toEqual(["--z", "9", "--long-name", "a b"]);
    expect(found.logged.get("z")).toBe("9");
  });

  it.each(["-x", "a b", "a;b", "$(x)", "", "--x", "a=b"])(
    "cannot be called %j unless the project says so",
    async (name) => {
      await expect(values({}, { [name]: "1" })).rejects.toThrow(/^Cannot pass on the parameter/);
    },
  );

  it.each(["x\0y", "x".repeat(6001)])("have no value that cannot be kept: %#", async (value) => {
    await expect(values({ a: spec("string") }, { a: value })).rejects.toThrow(
      /^Cannot use the value of parameter a/,
    );
  });
});

describe("a float", () => {
  it.each(["1", "-0.5", "1e-4", ".5", "5.", "+1E5", "inf", "-Infinity", "nan", " 1 ", "1_000"])(
    "may be %j",
    async (text) => {
      await expect(values({ a: spec("float") }, { a: text })).resolves.toBeDefined();
    },
  );

  it.each(["", "abc", "1e", "0x10", "1,5", "--1", "1; touch x", "1\n2"])("may not be %j", async (text) => {
    await expect(values({ a: spec("float") }, { a: text })).rejects.toThrow("it must be a number");
  });
});

describe("a path", () => {
  it("becomes absolute: a default from the project's folder, a given one from where it was typed", async () => {
    const folder = temporaryFolder();
    writeFiles(folder, { "data.csv": "1" });
    const byDefault = await values({ data: spec("path", "data.csv") }, {}, folder);
    expect(byDefault.forCommand.get("data")).toBe(join(folder, "data.csv"));
    expect(byDefault.logged.get("data")).toBe("data.csv");
    const given = await values({ data: spec("path") }, { data: "package.json" }, folder);
    expect(given.forCommand.get("data")).toBe(join(process.cwd(), "package.json"));
    expect([...given.paths.keys()]).toEqual(["data"]);
  });

  it("must be there", async () => {
    await expect(values({ data: spec("path") }, { data: "no.csv" })).rejects.toThrow(
      "there is no such file or folder",
    );
  });

  it("that lies behind HTTP is fetched", async () => {
    const server = createServer((_, answer) => answer.end("a,b\n1,2\n"));
    server.listen(0, "127.0.0.1");
    onTestFinished(() => void server.close());
    await new Promise((resolve) => server.once("listening", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/x/da%20ta.csv?v=1`;
    const found = await values({ data: spec("path") }, { data: url });
    const path = found.forCommand.get("data") ?? "";
    expect(path).toMatch(/storage\/param_data\/da ta\.csv$/);
    expect(readFileSync(path, "utf8")).toBe("a,b\n1,2\n");
    expect(found.logged.get("data")).toBe(url);
    const hostile = url.replace("/x/da%20ta.csv?v=1", "/..%2F..");
    await expect(values({ data: spec("path") }, { data: hostile })).rejects.toThrow(
      "it has no usable file name",
    );
  });

  it("behind anything else is refused", async () => {
    await expect(values({ data: spec("path") }, { data: "s3://a/b" })).rejects.toThrow(
      "a path behind s3: cannot be fetched",
    );
  });
});

it("a URI has a scheme", async () => {
  await expect(values({ a: spec("uri") }, { a: "s3://b/c" })).resolves.toBeDefined();
  await expect(values({ a: spec("uri") }, { a: "b/c" })).rejects.toThrow("it must be a URI");
});
