// The files by which Python's MLflow sets up an environment for a model.
import type { PythonLoader } from "./flavors/flavor.ts";
import { MLFLOW_VERSION, printYaml } from "./mlmodel-file.ts";
import type { FlavorAttributes } from "./model-info.ts";

/** The Python that MLflow is asked to set up. */
const PYTHON_VERSION = "3.11.7";
const CONDA = "conda.yaml";
const PYTHON_ENV = "python_env.yaml";
const REQUIREMENTS = "requirements.txt";
const BUILD_DEPENDENCIES = ["pip==23.2.1", "setuptools==65.5.0", "wheel"];

/** The entry `python_function` of MLmodel. */
export function pythonFunction({ loaderModule, data }: PythonLoader): FlavorAttributes {
  return {
    data,
    env: { conda: CONDA, virtualenv: PYTHON_ENV },
    loader_module: loaderModule,
    python_version: PYTHON_VERSION,
  };
}

/** `requirements.txt`, `conda.yaml` and `python_env.yaml`. */
export function pythonFiles(loader: PythonLoader): ReadonlyMap<string, string> {
  const requirements = [`mlflow==${MLFLOW_VERSION}`, ...loader.requirements];
  return new Map([
    [
      CONDA,
      printYaml({
        channels: ["conda-forge"],
        dependencies: [`python=${PYTHON_VERSION}`, "pip<=23.2.1", { pip: requirements }],
        name: "mlflow-env",
      }),
    ],
    [PYTHON_ENV, printPythonEnv()],
    [REQUIREMENTS, requirements.join("\n")],
  ]);
}

/** Not sorted: MLflow writes the keys of this file in this order. */
function printPythonEnv(): string {
  const list = BUILD_DEPENDENCIES.map((line) => `- ${line}\n`).join("");
  return `python: ${PYTHON_VERSION}\nbuild_dependencies:\n${list}dependencies:\n- -r ${REQUIREMENTS}\n`;
}
