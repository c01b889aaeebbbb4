import { expect, it } from "vitest";
import { askPython } from "../support/python.ts";

it("the tests run against the MLflow they name", async () => {
  expect(await askPython("import json, mlflow; print(json.dumps(mlflow.__version__))")).toBe("3.17.2");
});
