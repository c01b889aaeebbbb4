import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import {
  formatYaml,
  parseYaml,
  type YamlMap,
  type YamlValue,
  yamlIntegerOrNull,
  yamlText,
  yamlTextOrNull,
} from "../../../../src/tracking/codecs/yaml-file.ts";

const oneText = (text: string) => formatYaml(new Map([["k", yamlText(text)]]));

describe("writing YAML", () => {
  it("sorts keys, and sets null, numbers, empty lists and empty maps as PyYAML does", () => {
    const map: YamlMap = new Map<string, YamlValue>([
      ["b", yamlIntegerOrNull(3)],
      ["a", yamlTextOrNull(undefined)],
      ["list", []],
      ["map", new Map()],
      [
        "tags",
        new Map([
          ["z", yamlText("1")],
          ["mlflow.data.context", yamlText("training")],
        ]),
      ],
      ["items", [yamlText("x"), yamlText("2")]],
    ]);
    expect(formatYaml(map)).toBe(
      "a: null\nb: 3\nitems:\n- x\n- '2'\nlist: []\nmap: {}\ntags:\n  mlflow.data.context: training\n  z: '1'\n",
    );
  });

  // What PyYAML 6 writes for each text with default_flow_style=False, allow_unicode=True.
  it.each([
    ["golden-exp", "k: golden-exp\n"],
    ["848bdd1c62894d779c3f84ff9125cb32", "k: 848bdd1c62894d779c3f84ff9125cb32\n"],
    ["570859044512205511", "k: '570859044512205511'\n"],
    ["0", "k: '0'\n"],
    ["", "k: ''\n"],
    ["null", "k: 'null'\n"],
    ["None", "k: None\n"],
    ["true", "k: 'true'\n"],
    ["Off", "k: 'Off'\n"],
    ["2024-01-02", "k: '2024-01-02'\n"],
    ["1.5", "k: '1.5'\n"],
    ["0x1F", "k: '0x1F'\n"],
    ["1:30", "k: '1:30'\n"],
    [".inf", "k: '.inf'\n"],
    ["é가", "k: é가\n"],
    ["it's", "k: it's\n"],
    ["'quoted'", "k: '''quoted'''\n"],
    ["a: b", "k: 'a: b'\n"],
    ["a #b", "k: 'a #b'\n"],
    ["- a", "k: '- a'\n"],
    ["{}", "k: '{}'\n"],
    [" a", "k: ' a'\n"],
    ["mlflow-artifacts:/1/a", "k: mlflow-artifacts:/1/a\n"],
    ["a\nb", 'k: "a\\nb"\n'],
  ])("sets the text %j as %j", (text, yaml) => {
    expect(oneText(text)).toBe(yaml);
  });

  // Here we go further than PyYAML, which leaves them bare: YAML 1.2 would read a number, YAML 1.1 a truth value.
  it.each(["5e12345", "12345e678", "1e5", "y", "N"])(
    "quotes %j, which readers of another YAML would not take for text",
    (text) => {
      expect(oneText(text)).toBe(`k: '${text}'\n`);
    },
  );

  it("folds long texts behind column 80 as PyYAML does", () => {
    // From the real store: datasets/7fdb7968bdd343ea63a67b7f4c2e0387/meta.yaml.
    const schema =
      '{"mlflow_colspec": [{"type": "double", "name": "x", "required": true}, {"type": "long", "name": "y", "required": true}]}';
    expect(formatYaml(new Map([["schema", yamlText(schema)]]))).toBe(
      `schema: '{"mlflow_colspec": [{"type": "double", "name": "x", "required": true}, {"type":\n  "long", "name": "y", "required": true}]}'\n`,
    );
  });

  it("is read back as the same text by this reader, and as text by YAML 1.1 and 1.2", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (text) => {
        const yaml = oneText(text);
        expect(parseYaml(yaml).get("k")).toMatchObject({ text });
        expect(parse(yaml, { version: "1.1" })).toEqual({ k: text });
        expect(parse(yaml, { version: "1.2" })).toEqual({ k: text });
      }),
    );
  });

  it("is read back with its nesting", () => {
    const text = fc.string({ maxLength: 20 });
    const inner = fc.dictionary(text, text);
    fc.assert(
      fc.property(fc.dictionary(text, fc.oneof(text, inner)), (record) => {
        const map = new Map<string, YamlValue>();
        for (const [key, value] of Object.entries(record)) {
          map.set(
            key,
            typeof value === "string"
              ? yamlText(value)
              : new Map(Object.entries(value).map(([k, v]) => [k, yamlText(v)])),
          );
        }
        expect(parse(formatYaml(map), { mapAsMap: true })).toEqual(plain(map));
        expect(plain(parseYaml(formatYaml(map)))).toEqual(plain(map));
      }),
    );
  });
});

function plain(value: YamlValue): unknown {
  if (value instanceof Map) return new Map([...value].map(([key, inner]) => [key, plain(inner)]));
  return "text" in value ? value.text : value;
}

describe("reading YAML", () => {
  it("gives scalars as they stand, so that ids stay text", () => {
    const map = parseYaml("a: 5e123456\nb: '0'\nc: null\nd:\ne: 0777\n");
    expect(map.get("a")).toEqual({ text: "5e123456", plain: true });
    expect(map.get("b")).toEqual({ text: "0", plain: false });
    expect(map.get("c")).toEqual({ text: "null", plain: true });
    expect(map.get("d")).toEqual({ text: "", plain: true });
    expect(map.get("e")).toEqual({ text: "0777", plain: true });
  });

  it("reads comments, flow style, double quotes, folded and literal texts", () => {
    const map = parseYaml(
      '# written by hand\r\na: "x\\ny" # why not\nb: {c: 1, d: [2, 3]}\ne: |\n  two\n  lines\nf: long\n  text\n',
    );
    expect(plain(map)).toEqual(
      new Map<string, unknown>([
        ["a", "x\ny"],
        [
          "b",
          new Map<string, unknown>([
            ["c", "1"],
            [
              "d",
              [
                { text: "2", plain: true },
                { text: "3", plain: true },
              ],
            ],
          ]),
        ],
        ["e", "two\nlines\n"],
        ["f", "long text"],
      ]),
    );
  });

  it("reads long texts as PyYAML folds them, however long", () => {
    const text = '{"a": "it\'s", "b":  [1, 2]} '.repeat(40_000);
    const yaml = formatYaml(new Map([["k", yamlText(text)]]));
    expect(yaml.split("\n").length).toBeGreaterThan(10_000);
    expect(parseYaml(yaml).get("k")).toEqual(yamlText(text));
  });

  it.each([
    ["an empty file", "", "the file must hold a map"],
    ["plain text", "just text\n", "the file must hold a map"],
    ["a list", "- a\n", "the file must hold a map"],
    ["a key twice", "a: 1\na: 2\n", 'the key "a" stands there twice'],
    ["an open bracket", "a: [1\n", "not readable as YAML"],
    ["an open quote", "a: 'x\n", "not readable as YAML"],
    ["an alias", "a: &x 1\nb: *x\n", "aliases are refused"],
    ["a list as key", "? [a]\n: 1\n", "a key must be a text"],
    ["30 levels", `${"a: {".repeat(30)}${"}".repeat(30)}\n`, "levels"],
    ["a great many brackets", `a: ${"[".repeat(200_000)}`, "too many levels"],
    ["a great many dashes", `a:\n${"- ".repeat(100_000)}\n`, "too many levels"],
    ["a great many question marks", `${"? ".repeat(100_000)}\n`, "too many levels"],
    ["a great many anchors", `a: ${"&x ".repeat(50_000)}\n`, "too many levels"],
    ["a list of a hundred thousand", `a: [${"1,".repeat(150_000)}]\n`, "too long"],
    ["a NUL", "\0", "not readable as YAML"],
  ])("refuses %s", (_, text, reason) => {
    expect(() => parseYaml(text)).toThrow(reason);
  });

  it("refuses an alias bomb at once", () => {
    let bomb = "a0: &a0 [x, x]\n";
    for (let i = 1; i < 40; i++) bomb += `a${i}: &a${i} [*a${i - 1}, *a${i - 1}]\n`;
    expect(() => parseYaml(bomb)).toThrow("aliases are refused");
  });
});
