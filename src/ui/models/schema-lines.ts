// What goes into a model or comes out of it, one line a column or tensor.
import type { SignatureSchema } from "../api/models.ts";

/** One line. */
export interface SchemaLine {
  readonly name: string;
  readonly type: string;
  readonly isOptional: boolean;
}

/** The lines of a schema. What has no name is called by its place, from 0. */
export function schemaLines(schema: SignatureSchema): readonly SchemaLine[] {
  if (schema.kind === "columns") {
    return schema.columns.map(({ name, type, required }, i) => ({
      name: name ?? String(i),
      type: typeof type === "string" ? type : JSON.stringify(type),
      isOptional: !required,
    }));
  }
  return schema.tensors.map(({ name, dtype, shape }, i) => ({
    name: name ?? String(i),
    type: `${dtype} [${shape.join(", ")}]`,
    isOptional: false,
  }));
}
