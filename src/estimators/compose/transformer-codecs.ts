// Every transformer that can be saved and loaded as part of a pipeline: one line each.
import { columnTransformerCodec, transformerPipelineCodec } from "./composite-codecs.ts";
import type { PartCodec } from "./nested-parts.ts";
import {
  minMaxScalerCodec,
  oneHotEncoderCodec,
  simpleImputerCodec,
  standardScalerCodec,
} from "./simple-codecs.ts";
import type { FittedTransformer } from "./transformer.ts";

const TRANSFORMER_CODECS: readonly PartCodec<FittedTransformer>[] = [
  columnTransformerCodec(findTransformerCodec),
  minMaxScalerCodec,
  oneHotEncoderCodec,
  simpleImputerCodec,
  standardScalerCodec,
  transformerPipelineCodec(findTransformerCodec),
];

/** Finds the codec of a transformer class; undefined when there is none. */
export function findTransformerCodec(estimatorName: string): PartCodec<FittedTransformer> | undefined {
  return TRANSFORMER_CODECS.find((codec) => codec.estimatorName === estimatorName);
}
