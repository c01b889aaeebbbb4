// What an ONNX operator is here, and how it reads its attributes.
import type { Dense } from "./dense.ts";
import type { OnnxNode } from "./onnx-model.ts";

/** What a node makes of its inputs: one table for each of its outputs. */
export type Step = (inputs: readonly Dense[]) => readonly Dense[];

/**
 * Reads the attributes of a node, once.
 *
 * @throws SyntaxError when they are none of this operator, or ask for what is not known here.
 */
export type Operator = (node: OnnxNode) => Step;

/** A number; `fallback` when it is not there or no number. */
export function attributeNumber({ attributes }: OnnxNode, name: string, fallback: number): number {
  const value = attributes.get(name);
  return typeof value === "number" ? value : fallback;
}

/** A list of numbers, empty when it is not there or holds texts. */
export function attributeNumbers({ attributes }: OnnxNode, name: string): Float64Array {
  const value = attributes.get(name);
  if (value instanceof Float64Array) return value;
  return Array.isArray(value) ? Float64Array.from(value, Number) : new Float64Array(0);
}

/** A list of texts, empty when it is not there or holds numbers. */
export function attributeTexts({ attributes }: OnnxNode, name: string): readonly string[] {
  const value = attributes.get(name);
  return Array.isArray(value) ? value.map(String) : [];
}
