// The flavor `xgboost`: boosted trees in XGBoost's own file, for Python and every other program that has XGBoost.
import { BoostedClassifier, BoostedRegressor, Booster, type FittedModel } from "../../estimators/index.ts";
import { predictTrees } from "../booster-prediction.ts";
import { predictFitted } from "../fitted-prediction.ts";
import { asText, field } from "../json-fields.ts";
import type { Flavor, FlavorFiles, Predictor } from "./flavor.ts";

const DATA = "model.ubj";
const MAX_BYTES = 512 * 1024 * 1024;
/** The release of XGBoost whose file format is written, and which is asked for beside the file. */
const XGBOOST_VERSION = "3.2.0";
const CLASSIFIER = "xgboost.sklearn.XGBClassifier";
const REGRESSOR = "xgboost.sklearn.XGBRegressor";

/** The flavor `xgboost`. It reads JSON and UBJSON, and predicts as the class in the file's entry would in Python. */
export const xgboostFlavor: Flavor = {
  name: "xgboost",
  pack: packTrees,
  load: (folder, attributes) => {
    const data = asText(field(attributes, "data"), `data of flavor xgboost in ${folder.pathOf("MLmodel")}`);
    const booster = Booster.fromXGBoost(folder.read(data, MAX_BYTES));
    return predictorOf(booster, field(attributes, "model_class"));
  },
};

function packTrees(model: FittedModel): FlavorFiles | undefined {
  const modelClass = classOf(model);
  if (modelClass === undefined) return undefined;
  return {
    attributes: {
      code: null,
      data: DATA,
      model_class: modelClass.name,
      model_format: "ubj",
      xgb_version: XGBOOST_VERSION,
    },
    files: new Map([[DATA, modelClass.booster.toXGBoost("ubj")]]),
    python: {
      loaderModule: "mlflow.xgboost",
      data: DATA,
      requirements: [`xgboost==${XGBOOST_VERSION}`, "scikit-learn==1.9.1"],
    },
  };
}

/** The Python class that predicts the same from the same trees. It numbers classes from 0, and knows no other names. */
function classOf(model: FittedModel): { readonly name: string; readonly booster: Booster } | undefined {
  if (model instanceof BoostedRegressor) return { name: REGRESSOR, booster: model.booster };
  const isNumbered = model instanceof BoostedClassifier && model.classes.every((label, k) => label === k);
  return isNumbered ? { name: CLASSIFIER, booster: model.booster } : undefined;
}

function predictorOf(booster: Booster, modelClass: unknown): Predictor {
  const parts = { params: {}, booster };
  const isClassifier = modelClass === CLASSIFIER || modelClass === "xgboost.sklearn.XGBRFClassifier";
  if (isClassifier) {
    const classes = Array.from({ length: Math.max(2, booster.model.nOutputs) }, (_, k) => k);
    return fittedPredictor(
      new BoostedClassifier({ ...parts, estimatorName: "GradientBoostingClassifier", classes }),
    );
  }
  if (modelClass === REGRESSOR && booster.model.nOutputs === 1) {
    return fittedPredictor(new BoostedRegressor({ ...parts, estimatorName: "GradientBoostingRegressor" }));
  }
  return {
    fittedModel: undefined,
    acceptsMissing: true,
    predict: (input) => predictTrees(booster, input),
  };
}

/** The parameters of the fit are not all in the file: the model is good for predictions, not to be saved again. */
function fittedPredictor(model: FittedModel): Predictor {
  return { fittedModel: undefined, acceptsMissing: true, predict: (input) => predictFitted(model, input) };
}
