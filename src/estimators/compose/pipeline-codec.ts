// Takes fitted pipelines apart for files, and puts them together again.
import { invalidType, quote } from "../../errors/index.ts";
import type { FittedModel, ModelCodec } from "../contracts.ts";
import { EncodedReader } from "./encoded-reader.ts";
import { decodePart, encodeParts, type FindCodec } from "./nested-parts.ts";
import { PipelineModel } from "./pipeline-model.ts";
import { findTransformerCodec } from "./transformer-codecs.ts";

/**
 * The codec of `Pipeline`.
 *
 * @param find Finds the codec of the model at the end.
 */
export function pipelineCodec(find: (estimatorName: string) => ModelCodec | undefined): ModelCodec {
  return {
    estimatorName: "Pipeline",
    version: 1,
    encode: (model) => {
      if (!(model instanceof PipelineModel)) {
        throw invalidType(
          `Cannot encode the model: it must be a fitted Pipeline: current value is ${quote(model)}`,
        );
      }
      const { featureNames, featureKinds, transformers } = model;
      const before = encodeParts(transformers, findTransformerCodec);
      const last = encodeParts([model.namedModel], find, transformers.length);
      return {
        state: {
          featureNames: featureNames ?? null,
          featureKinds,
          steps: [...before.entries, ...last.entries],
        },
        arrays: { ...before.arrays, ...last.arrays },
      };
    },
    decode: (encoded) => {
      const reader = new EncodedReader("Pipeline", encoded);
      const featureKinds = reader.list("featureKinds").map((kind, j) => {
        if (kind === "number" || kind === "text") return kind;
        throw reader.fault(`the kind of feature ${j}`, '"number" or "text"', kind);
      });
      const steps = reader.list("steps");
      const decode = <T>(k: number, findPart: FindCodec<T>) =>
        decodePart(reader, steps[k], encoded.arrays, k, findPart, 0);
      const transformers = steps.slice(0, -1).map((_, k) => decode(k, findTransformerCodec));
      const model = decode<FittedModel>(steps.length - 1, find);
      reader.stepNames([...transformers, model].map(([name]) => name));
      return new PipelineModel({
        transformers,
        model,
        featureNames: reader.featureNames(featureKinds.length),
        featureKinds,
      });
    },
  };
}
