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
  return schema.map(({ name, type, required, "tensor-spec": tensor }, i) => ({
    name: name ?? String(i),
    type: tensor === undefined ? type : `${tensor.dtype} [${tensor.shape.join(", ")}]`,
    isOptional: required === false,
  }));
}
