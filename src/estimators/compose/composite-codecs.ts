// Takes transformers that are made of others apart for files, and puts them together again.
import { invalidType, quote } from "../../errors/index.ts";
import { resolveParams } from "../parameters/resolve-params.ts";
import { COLUMN_TRANSFORMER_PARAMETERS } from "./column-transformer-params.ts";
import { EncodedReader } from "./encoded-reader.ts";
import { FittedColumnTransformer } from "./fitted-column-transformer.ts";
import { decodePart, encodeParts, type FindCodec, type PartCodec } from "./nested-parts.ts";
import type { FittedTransformer } from "./transformer.ts";
import { FittedTransformerPipeline } from "./transformer-pipeline.ts";

/** So many columns a file may speak of, far more than any table has. */
const MAX_FEATURES = 2 ** 31 - 1;

/** The codec of `TransformerPipeline`; `find` gives the codecs of its steps. */
export function transformerPipelineCodec(find: FindCodec<FittedTransformer>): PartCodec<FittedTransformer> {
  const estimatorName = "TransformerPipeline";
  return {
    estimatorName,
    version: 1,
    encode: (pipeline) => {
      if (!(pipeline instanceof FittedTransformerPipeline)) throw notFitted(estimatorName, pipeline);
      const { entries, arrays } = encodeParts(pipeline.steps, find);
      const { nFeatures, featureNames } = pipeline;
      return { state: { nFeatures, featureNames: featureNames ?? null, steps: entries }, arrays };
    },
    decode: (encoded, depth) => {
      const reader = new EncodedReader(estimatorName, encoded);
      const nFeatures = reader.integer("nFeatures", 1, MAX_FEATURES);
      const steps = reader
        .list("steps")
        .map((entry, k) => decodePart(reader, entry, encoded.arrays, k, find, depth));
      reader.stepNames(steps.map(([name]) => name));
      return new FittedTransformerPipeline(steps, nFeatures, reader.featureNames(nFeatures));
    },
  };
}

/** The codec of `ColumnTransformer`; `find` gives the codecs of its transformers. */
export function columnTransformerCodec(find: FindCodec<FittedTransformer>): PartCodec<FittedTransformer> {
  const estimatorName = "ColumnTransformer";
  return {
    estimatorName,
    version: 1,
    encode: (transformer) => {
      if (!(transformer instanceof FittedColumnTransformer)) throw notFitted(estimatorName, transformer);
      const { nFeatures, featureNames, remainder, branches } = transformer;
      const { entries, arrays } = encodeParts(
        branches.map((branch) => [branch.name, branch.transformer]),
        find,
      );
      return {
        state: {
          params: { remainder },
          nFeatures,
          featureNames: featureNames ?? null,
          branches: entries,
          positions: branches.map(({ positions }) => positions),
        },
        arrays,
      };
    },
    decode: (encoded, depth) => {
      const reader = new EncodedReader(estimatorName, encoded);
      const nFeatures = reader.integer("nFeatures", 1, MAX_FEATURES);
      const positions = reader.list("positions");
      const branches = reader.list("branches").map((entry, k) => {
        const [name, transformer] = decodePart(reader, entry, encoded.arrays, k, find, depth);
        return {
          name,
          transformer,
          positions: positionsOf(reader, positions[k], transformer.nFeatures, nFeatures),
        };
      });
      reader.stepNames(branches.map(({ name }) => name));
      return new FittedColumnTransformer({
        params: reader.params((given) => resolveParams(estimatorName, COLUMN_TRANSFORMER_PARAMETERS, given)),
        nFeatures,
        featureNames: reader.featureNames(nFeatures),
        branches,
      });
    },
  };
}

function positionsOf(
  reader: EncodedReader,
  positions: unknown,
  length: number,
  nFeatures: number,
): readonly number[] {
  const isPosition = (j: unknown) => typeof j === "number" && Number.isInteger(j) && j >= 0 && j < nFeatures;
  if (Array.isArray(positions) && positions.length === length && positions.every(isPosition))
    return positions;
  throw reader.fault("positions", `${length} whole numbers from 0 to ${nFeatures - 1}`, positions);
}

function notFitted(estimatorName: string, value: unknown): Error {
  return invalidType(
    `Cannot encode the transformer: it must be a fitted ${estimatorName}: current value is ${quote(value)}`,
  );
}
