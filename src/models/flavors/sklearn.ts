// The flavor `sklearn`: linear regressions of scikit-learn that Python's MLflow has logged. It is only read.
import { alignFeatures } from "../../data/index.ts";
import { unparsable } from "../../errors/index.ts";
import { asText, field } from "../json-fields.ts";
import { tableOfInput } from "../model-input.ts";
import { type AffineModel, affineModelOf } from "../skops/affine-model.ts";
import { readSkops } from "../skops/skops-tree.ts";
import type { Flavor } from "./flavor.ts";

const MAX_BYTES = 256 * 1024 * 1024;

/** The flavor `sklearn`. */
export const sklearnFlavor: Flavor = {
  name: "sklearn",
  pack: () => undefined,
  load: (folder, attributes) => {
    const file = asText(field(attributes, "pickled_model"), `pickled_model in ${folder.pathOf("MLmodel")}`);
    if (field(attributes, "serialization_format") !== "skops") {
      throw unparsable(
        `Cannot read ${folder.pathOf(file)}: it is a pickle, which runs whatever is in it when it is loaded; ` +
          'log the model with serialization_format="skops" or as ONNX (mlflow.onnx)',
      );
    }
    const model = affineModelOf(readSkops(folder.read(file, MAX_BYTES), folder.pathOf(file)));
    return {
      fittedModel: undefined,
      acceptsMissing: false,
      predict: (input) => {
        const { featureNames, coefficients } = model;
        return predict(model, alignFeatures(tableOfInput(input), featureNames, coefficients.length).matrix);
      },
    };
  },
};

function predict(
  { coefficients, intercept }: AffineModel,
  X: { nRows: number; values: Float64Array },
): Float64Array {
  const predictions = new Float64Array(X.nRows).fill(intercept);
  coefficients.forEach((coefficient, j) => {
    for (let i = 0; i < X.nRows; i++) predictions[i]! += coefficient * X.values[j * X.nRows + i]!;
  });
  return predictions;
}
