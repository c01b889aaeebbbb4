// From the command line of an entry point to the words a program is started with. No shell has a part in it.
import { invalidValue, quote } from "../errors/index.ts";

/** A piece of a word: text as it stands, or the name of a parameter whose value goes there. */
type Piece = { readonly text: string } | { readonly parameter: string };
type Word = readonly Piece[];

/** What a shell would do something with, outside of quotes; `#` and `~` only at the start of a word. */
const SHELL_SIGNS = new Set("|&;<>()$`*?[]\n");
const NAME = /^\{([\p{L}_][\p{L}\p{N}_.-]*)\}/u;
/** Programs that take program text from their command line, and the options that it follows. */
const INTERPRETERS =
  /^(?:(?:ba|da|z|k|c|tc|fi)?sh|cmd|powershell|pwsh|node|deno|bun|python[\d.]*|perl|ruby|php|Rscript|R)(?:\.exe)?$/;
const CODE_OPTION =
  /^(?:-[a-z]*[cepr]|--(?:eval|print|execute|command)(?:=.*)?|\/[ck]|-command|-encodedcommand)$/i;

/**
 * The words that a command line means, with parameters' values in place of `{name}`. It is divided at blanks, with quotes
 * and backslashes as in a POSIX shell; a value is never divided or read again, whatever is in it.
 *
 * @param command As it stands in MLproject. `{{` and `}}` mean braces.
 * @param values The value of each parameter.
 * @returns The program and its arguments.
 * @throws RangeError for what only a shell understands, for a name without a value, and where a value would become program
 *   text, as in `sh -c "echo {name}"`.
 */
export function commandWords(command: string, values: ReadonlyMap<string, string>): readonly string[] {
  const words = new CommandReader(command).words();
  refuseCode(words, command);
  return words.map((word) =>
    word
      .map((piece) => {
        if ("text" in piece) return piece.text;
        const value = values.get(piece.parameter);
        if (value === undefined) throw refused(command, `{${piece.parameter}} is none of its parameters`);
        if (value.includes("\0")) throw refused(command, `the value of ${piece.parameter} holds a NUL`);
        return value;
      })
      .join(""),
  );
}

/** Reads a command line from left to right. */
class CommandReader {
  readonly #command: string;
  readonly #words: Word[] = [];
  #word: Piece[] | undefined;
  #rest: string;

  constructor(command: string) {
    this.#command = command;
    this.#rest = command.trim();
  }

  words(): readonly Word[] {
    while (this.#rest !== "") this.#step();
    this.#endWord();
    if (this.#words.length === 0) throw refused(this.#command, "it is empty");
    return this.#words;
  }

  #step(): void {
    const sign = this.#rest[0] ?? "";
    const startsWord = this.#word === undefined && (sign === "#" || sign === "~");
    if (this.#take(/^[ \t\r]+|^\\\r?\n/) !== undefined) this.#endWord();
    else if (sign === "'") this.#singleQuoted();
    else if (sign === '"') this.#quoted();
    else if (sign === "{" || sign === "}") this.#brace();
    else if (sign === "\\") this.#add(this.#take(/^\\[\s\S]/, "a backslash at its end").slice(1));
    else if (SHELL_SIGNS.has(sign) || startsWord) throw this.#shellOnly(sign);
    else this.#add(this.#take(/^[^\s'"{}\\|&;<>()$`*?[\]]+/, "a sign it cannot have"));
  }

  /** Between single quotes nothing has a meaning but names. */
  #singleQuoted(): void {
    this.#rest = this.#rest.slice(1);
    this.#add("");
    while (!this.#rest.startsWith("'")) {
      if (/^[{}]/.test(this.#rest)) this.#brace();
      else this.#add(this.#take(/^[^'{}]+/, "a quote that does not end"));
    }
    this.#rest = this.#rest.slice(1);
  }

  /** Between double quotes: a backslash keeps its meaning before `"`, `\`, `$` and a backtick only. */
  #quoted(): void {
    this.#rest = this.#rest.slice(1);
    this.#add("");
    while (!this.#rest.startsWith('"')) {
      const sign = this.#rest[0];
      if (sign === undefined) throw refused(this.#command, "it has a quote that does not end");
      if (sign === "$" || sign === "`") throw this.#shellOnly(sign);
      if (sign === "{" || sign === "}") this.#brace();
      else {
        const escaped = this.#take(/^\\["\\$`]/);
        this.#add(escaped?.slice(1) ?? this.#take(/^(?:\\|[^"\\$`{}]+)/, "a quote that does not end"));
      }
    }
    this.#rest = this.#rest.slice(1);
  }

  #brace(): void {
    const double = this.#take(/^(?:\{\{|\}\})/);
    const name = double === undefined ? NAME.exec(this.#rest)?.[1] : undefined;
    if (double !== undefined) this.#add(double.slice(1));
    else if (name === undefined) throw refused(this.#command, "it has a brace that belongs to no {name}");
    else {
      this.#rest = this.#rest.slice(name.length + 2);
      this.#word = [...(this.#word ?? []), { parameter: name }];
    }
  }

  #add(text: string): void {
    this.#word = [...(this.#word ?? []), { text }];
  }

  #endWord(): void {
    if (this.#word !== undefined) this.#words.push(this.#word);
    this.#word = undefined;
  }

  #take(pattern: RegExp): string | undefined;
  #take(pattern: RegExp, otherwise: string): string;
  #take(pattern: RegExp, otherwise?: string): string | undefined {
    const taken = pattern.exec(this.#rest)?.[0];
    if (taken === undefined && otherwise !== undefined) throw refused(this.#command, `it has ${otherwise}`);
    this.#rest = this.#rest.slice(taken?.length ?? 0);
    return taken;
  }

  #shellOnly(sign: string): RangeError {
    const name = sign === "\n" ? "a second line" : sign;
    return refused(
      this.#command,
      `only a shell understands ${name}, and no shell reads it: put it into a script of its own`,
    );
  }
}

/** A value inside program text would be program text itself. */
function refuseCode(words: readonly Word[], command: string): void {
  const plain = words.map((word) => word.map((piece) => ("text" in piece ? piece.text : "")).join(""));
  const hasValue = (word: Word | undefined): boolean => word?.some((piece) => "parameter" in piece) ?? false;
  if (hasValue(words[0])) throw refused(command, "its program may not depend on a parameter");
  if (/^\w+=/.test(plain[0] ?? "")) {
    throw refused(command, "only a shell sets a variable for a command, and no shell reads it");
  }
  for (const [i, word] of plain.entries()) {
    if (!INTERPRETERS.test(word.split(/[/\\]/).at(-1) ?? "")) continue;
    for (let j = i + 1; j < plain.length && isOption(plain, j); j++) {
      const isCode = CODE_OPTION.test(plain[j] ?? "") && (hasValue(words[j]) || hasValue(words[j + 1]));
      if (isCode) throw refused(command, `a parameter's value would become program text of ${word}`);
    }
  }
}

/** Whether a word is an option of the interpreter, or what one is given, rather than the script and all behind it. */
function isOption(words: readonly string[], i: number): boolean {
  const [before = "", word = ""] = [words[i - 1], words[i]];
  return /^[-/]/.test(word) || (before.startsWith("-") && !/\.\w+$/.test(word));
}

function refused(command: string, reason: string): RangeError {
  return invalidValue(`Cannot run the command ${quote(command)}: ${reason}`);
}
