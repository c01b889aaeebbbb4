// The data sets that come with this package; datasets/README.md tells their origin and licence.
import { fileURLToPath } from "node:url";
import { ownFile } from "../../system/index.ts";
import { readCsv } from "../csv/read-csv.ts";
import type { Dataset } from "./dataset.ts";
import { datasetFromFrame } from "./dataset-from-frame.ts";

/** How the diabetes data is wanted. */
export interface LoadDiabetesOptions {
  /**
   * Whether each feature is centred and divided by its standard deviation times the root of the number of samples, so
   * that its squares sum to 1. Default true.
   */
  readonly scaled?: boolean;
}

/**
 * 442 patients with diabetes, 10 features, and as target the progression of the disease one year later (25 to 346).
 * From B. Efron et al., Least Angle Regression, Annals of Statistics 32, 2004.
 */
export function loadDiabetes({ scaled = true }: LoadDiabetesOptions = {}): Dataset {
  return load("diabetes", scaled ? "diabetes.csv" : "diabetes_raw.csv", "progression");
}

/**
 * 150 irises, 4 lengths in cm, and as target the species: 0 setosa, 1 versicolor, 2 virginica.
 * From R. A. Fisher, Annals of Eugenics 7, 1936.
 */
export function loadIris(): Dataset {
  return load("iris", "iris.csv", "class", ["setosa", "versicolor", "virginica"]);
}

/**
 * 569 tumours of the breast, 30 features of cell nuclei in an image, and as target the finding: 0 malignant, 1 benign.
 * From W. N. Street, W. H. Wolberg, O. L. Mangasarian, 1993 (Breast Cancer Wisconsin, Diagnostic).
 */
export function loadBreastCancer(): Dataset {
  return load("breast_cancer", "breast_cancer.csv", "class", ["malignant", "benign"]);
}

function load(name: string, file: string, target: string, classNames?: readonly string[]): Dataset {
  const path = fileURLToPath(ownFile(`datasets/${file}`));
  const source = { type: "local", details: { uri: path } };
  return datasetFromFrame(readCsv(path), { name, target, classNames, source });
}
