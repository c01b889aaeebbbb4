import { describe, expect, it } from "vitest";
import { readProject } from "../../../src/projects/mlproject-file.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { writeFiles } from "../../support/traintracks-command.ts";

function project(files: Readonly<Record<string, string>>) {
  const folder = temporaryFolder();
  writeFiles(folder, files);
  return readProject(folder);
}

describe("MLproject", () => {
  it("names entry points with typed parameters, in full or in short, in any case of its own name", () => {
    const { name, entryPoints, environment } = project({
      mlPROJECT: `name: tutorial
entry_points:
  main:
    parameters:
      alpha: {type: float, default: 0.50}
      data: path
      note: {default: "a: b"}
      where: {type: uri}
      depth: {type: int, default: 3}
      empty: {type: string, default: null}
    command: "node train.js {alpha} {data}"
  other:
    command: node other.js
`,
    });
    expect(name).toBe("tutorial");
    expect(environment).toEqual({ kind: "none" });
    expect([...entryPoints.keys()]).toEqual(["main", "other"]);
    expect(entryPoints.get("main")).toEqual({
      name: "main",
      command: "node train.js {alpha} {data}",
      parameters: new Map([
        ["alpha", { type: "float", default: "0.50" }],
        ["data", { type: "path", default: undefined }],
        ["note", { type: "string", default: "a: b" }],
        ["where", { type: "uri", default: undefined }],
        ["depth", { type: "string", default: "3" }],
        ["empty", { type: "string", default: undefined }],
      ]),
    });
    expect(entryPoints.get("other")?.parameters.size).toBe(0);
  });

  it("may name Node.js and the files of npm", () => {
    const files = { "package.json": "{}", "locks/package-lock.json": "{}" };
    const text = 'node_env: {node: ">=20", lock: locks/package-lock.json}\n';
    expect(project({ ...files, MLproject: text }).environment).toEqual({
      kind: "node",
      node: ">=20",
      manifest: "package.json",
      lock: "locks/package-lock.json",
    });
  });

  it("leaves the environment to what lies in the folder", () => {
    const of = (files: Readonly<Record<string, string>>) =>
      project({ MLproject: "name: x\n", ...files }).environment;
    expect(of({})).toEqual({ kind: "none" });
    expect(of({ "package.json": "{}" })).toMatchObject({
      kind: "node",
      manifest: "package.json",
      lock: undefined,
    });
    expect(of({ "package.json": "{}", "package-lock.json": "{}" })).toMatchObject({
      lock: "package-lock.json",
    });
    expect(of({ "python_env.yaml": "", "package.json": "{}" })).toEqual({
      kind: "foreign",
      key: "python_env.yaml",
    });
    expect(of({ "conda.yaml": "" })).toEqual({ kind: "foreign", key: "conda.yaml" });
  });

  it.each(["python_env", "conda_env", "docker_env"])("may be of another kind: %s", (key) => {
    expect(project({ MLproject: `${key}: some.yaml\n` }).environment).toEqual({ kind: "foreign", key });
  });

  it("may be absent", () => {
    expect(project({ "a.js": "" })).toEqual({
      name: undefined,
      environment: { kind: "none" },
      entryPoints: new Map(),
    });
  });

  it.each([
    [
      "python_env: a.yaml\nconda_env: b.yaml\n",
      "it may name one environment, but it has python_env and conda_env",
    ],
    ["entry_points: [a]\n", "entry_points must be a map"],
    ["entry_points: {main: {parameters: {a: float}}}\n", "entry_points.main has no command"],
    ["entry_points: {main: {command: [a, b]}}\n", "entry_points.main.command must be a text"],
    [
      "entry_points: {main: {command: x, parameters: {a: [1]}}}\n",
      "entry_points.main.parameters.a must be a text",
    ],
    ["node_env: {lock: ../../etc/passwd}\n", "Invalid path"],
    ["node_env: {lock: no.json}\n", 'node_env.lock is "no.json", and there is no such file'],
    ["node_env: {python: 3}\n", 'it has "python"'],
    ["- a\n", "the file must hold a map"],
    ["a: &x [1]\nb: *x\n", "Cannot read MLproject"],
    ["a: [\n", "Cannot read MLproject"],
    [`a: ${"[".repeat(5000)}\n`, "Cannot read MLproject"],
    [`a: ${"x".repeat(300_000)}: b\n`, "Cannot read MLproject"],
  ])("is refused with the reason: %#", (text, reason) => {
    expect(() => project({ MLproject: text })).toThrow(reason);
  });

  it("takes __proto__ and the like for names", () => {
    const text = "entry_points: {__proto__: {command: node a.js, parameters: {constructor: {default: x}}}}\n";
    const entryPoint = project({ MLproject: text }).entryPoints.get("__proto__");
    expect(entryPoint?.parameters.get("constructor")).toEqual({ type: "string", default: "x" });
    expect(project({ MLproject: "name: x\n" }).entryPoints.get("toString")).toBeUndefined();
  });
});
