// Single functions of WebAssembly, compiled and ready to be called.
import {
  allocateMemory,
  type Code,
  compile,
  instantiate,
  type WasmFunction,
} from "../../src/numeric/index.ts";

/** A type of values. */
export type Type = WasmFunction["parameters"][number];

/** A function that can be called. */
export type Run = (...values: number[]) => number;

/** An operator of two values, and the arithmetic of JavaScript that it must give. */
export type Operator = readonly [
  name: string,
  code: (a: Code, b: Code) => Code,
  twin: (a: number, b: number) => number,
];

/** Compiles one function over a page of memory of its own. */
export function kernelOf(
  parameters: readonly Type[],
  result: Type | undefined,
  body: WasmFunction["body"],
  memory: ReturnType<typeof allocateMemory> = allocateMemory(1),
): Run {
  const run: WasmFunction = { name: "run", parameters, body, ...(result !== undefined && { result }) };
  return instantiate(compile([run]), memory)["run"]!;
}
