import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { commandWords } from "../../../src/projects/command-words.ts";

const words = (command: string, values: Readonly<Record<string, string>> = {}): readonly string[] =>
  commandWords(command, new Map(Object.entries(values)));

/** What a POSIX shell makes of a command: its words, each ended by a NUL. */
function shellWords(command: string): readonly string[] {
  const printed = execFileSync("sh", ["-c", `printf '%s\\0' ${command}`], { encoding: "utf8" });
  return printed.split("\0").slice(0, -1);
}

describe("a command is divided into the words that a shell makes of it", () => {
  it.each([
    "node train.js 0.1",
    "  node   train.js  ",
    "node 'a b' \"c d\" e\\ f",
    "node 'it'\\''s' \"say \\\"hi\\\"\" ''",
    'node "back\\\\slash" \\\\ "kept\\n"',
    "node --name=va'lu'e a#b a~b x:y,z@%+=",
    "node a \\\n  b",
  ])("%s", (command) => {
    expect(words(command)).toEqual(shellWords(command.trim()));
  });

  it("whatever is quoted", () => {
    const quoted = fc
      .string({ unit: "grapheme-ascii", maxLength: 20 })
      .filter((text) => !/[{}]/.test(text))
      .map((text) => `'${text.replaceAll("'", "'\\''")}'`);
    fc.assert(
      fc.property(fc.array(quoted, { minLength: 1, maxLength: 4 }), (parts) => {
        const command = `node ${parts.join(" ")}`;
        expect(words(command)).toEqual(shellWords(command));
      }),
      { numRuns: 100 },
    );
  });
});

describe("a value in a command", () => {
  it("stands where its name stood, also inside of a word and of quotes", () => {
    expect(words("node t.js {a} --b={b} '{c}' \"x{a}y\"", { a: "1", b: "two words", c: "" })).toEqual([
      "node",
      "t.js",
      "1",
      "--b=two words",
      "",
      "x1y",
    ]);
  });

  it("is one word whatever is in it, and is not read again", () => {
    const hostile = fc.oneof(
      fc.string({ unit: "binary" }).filter((text) => !text.includes("\0")),
      fc.constantFrom(
        "; touch x",
        "$(touch x)",
        "`touch x`",
        "' ; touch x ; '",
        '" ; touch x ; "',
        "a\ntouch x",
        "{b}",
        "{{",
        "--upload-pack=touch x",
        "| sh",
        "&& touch x",
        "> x",
        "\\",
        "\u202e",
      ),
    );
    fc.assert(
      fc.property(hostile, hostile, (a, b) => {
        expect(words("node t.js {a} -- x{b}y '{a}'", { a, b })).toEqual([
          "node",
          "t.js",
          a,
          "--",
          `x${b}y`,
          a,
        ]);
      }),
    );
  });

  it("may not be missing, or hold a NUL", () => {
    expect(() => words("node {a}")).toThrow("{a} is none of its parameters");
    expect(() => words("node {a}", { a: "x\0y" })).toThrow("the value of a holds a NUL");
  });

  it.each([
    'sh -c "echo {a}"',
    "bash -ec 'echo {a}'",
    "bash -o pipefail -c 'echo {a}'",
    "/bin/sh -c {a}",
    "env X=1 sh -c 'echo {a}'",
    "node -e {a}",
    "node --eval={a}",
    "python3 -c 'print({a})'",
    "npx sh -c {a}",
  ])("may not become program text: %s", (command) => {
    expect(() => words(command, { a: "1" })).toThrow(/would become program text/);
  });

  it("may go to a script behind program text, and to a script's own options", () => {
    expect(words(`sh -c 'echo "got $1"' -- {a}`.replace("$1", "it"), { a: "; x" }).at(-1)).toBe("; x");
    expect(words("node train.js -e {a}", { a: "3" })).toEqual(["node", "train.js", "-e", "3"]);
  });

  it("may not be the program", () => {
    expect(() => words("{a} train.js", { a: "sh" })).toThrow("its program may not depend on a parameter");
  });
});

describe("a command is refused, with the reason, when", () => {
  it.each([
    ["node a | tee b", "|"],
    ["node a && node b", "&"],
    ["node a; node b", ";"],
    ["node a > out", ">"],
    ["node $HOME", "$"],
    ['node "$HOME"', "$"],
    ["node `pwd`", "`"],
    ["node *.js", "*"],
    ["node ~/a.js", "~"],
    ["node a # why", "#"],
    ["node a\nnode b", "a second line"],
  ])("only a shell understands it: %j", (command, sign) => {
    expect(() => words(command)).toThrow(`only a shell understands ${sign}`);
  });

  it.each([
    ["", "it is empty"],
    ["node 'a", "a quote that does not end"],
    ['node "a', "a quote that does not end"],
    ["node a\\", "a backslash at its end"],
    ["node {a:.2f}", "a brace that belongs to no {name}"],
    ["node }", "a brace that belongs to no {name}"],
    ["X=1 node a", "only a shell sets a variable"],
  ])("it is not whole: %j", (command, reason) => {
    expect(() => words(command)).toThrow(reason);
  });

  it("never with anything but a sentence, whatever it holds", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(..." ab'\"\\{}|;$`*\n#~=-"), maxLength: 30 }),
        (command) => {
          try {
            expect(words(command, { a: "A", b: "B" }).length).toBeGreaterThan(0);
          } catch (error) {
            expect(error).toMatchObject({ code: "INVALID_PARAMETER_VALUE" });
          }
        },
      ),
    );
  });
});
