// A fitted regression of the package ml-regression, as what is saved, served and logged.
import { createRequire } from "node:module";
import type { FeatureTable } from "../../data/index.ts";
import { failure, invalidValue, messageOf, unparsable } from "../../errors/index.ts";
import type { FittedModel } from "../contracts.ts";
import { REGRESSION_CLASSES, type RegressionClass } from "./regression-classes.ts";
import { checkedDocument } from "./regression-document.ts";

/** What is asked of an object of ml-regression. */
export interface Regression {
  predict(x: unknown): unknown;
}

/** What a fitted regression is made of. */
export interface RegressionModelParts {
  readonly regressionClass: RegressionClass;
  readonly params: Readonly<Record<string, unknown>>;
  readonly nFeatures: number;
  readonly featureNames: readonly string[] | undefined;
  /** What its own `toJSON` gives. */
  readonly document: unknown;
  /** The object of ml-regression; undefined to have that package make it of the document. */
  readonly regression?: Regression | undefined;
}

/** A fitted regression of ml-regression: immutable. */
export class RegressionModel implements FittedModel {
  readonly estimatorName: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly nFeatures: number;
  readonly featureNames: readonly string[] | undefined;
  /** Numbers that it predicts for a row. */
  readonly nOutputs: number;
  /** What its own `load` takes, checked. */
  readonly document: Readonly<Record<string, unknown>>;
  readonly #sample: RegressionClass["sample"];
  readonly #regression: Regression;

  /**
   * @throws SyntaxError naming the part of the document at fault.
   * @throws Error `RESOURCE_DOES_NOT_EXIST` when it is to be made of the document and ml-regression is not installed.
   */
  constructor({
    regressionClass,
    params,
    nFeatures,
    featureNames,
    document,
    regression,
  }: RegressionModelParts) {
    this.estimatorName = regressionClass.className;
    this.params = Object.freeze({ ...params });
    this.nFeatures = nFeatures;
    this.featureNames = featureNames && Object.freeze([...featureNames]);
    // By way of JSON, so that matrices are rows, and nobody can change it.
    this.document = checkedDocument(regressionClass, JSON.parse(JSON.stringify(document)));
    this.nOutputs = typeof this.document["outputs"] === "number" ? this.document["outputs"] : 1;
    this.#sample = regressionClass.sample;
    this.#regression = regression ?? loadRegression(regressionClass, this.document);
    Object.freeze(this);
  }

  predictTable(table: FeatureTable): Float64Array {
    if (this.nOutputs > 1) {
      throw invalidValue(
        `Cannot predict one value a row: ${this.estimatorName} has ${this.nOutputs} outputs; use predictRows`,
      );
    }
    return Float64Array.from(this.predictRows(table), ([value]) => value!);
  }

  /** Predicts `nOutputs` numbers a row. @throws SyntaxError when the parts of a file do not make numbers. */
  predictRows({ matrix: { nRows, nColumns, values } }: FeatureTable): readonly (readonly number[])[] {
    const rows = Array.from({ length: nRows }, (_, i) =>
      Array.from({ length: nColumns }, (__, j) => values[j * nRows + i]!),
    );
    const predicted = this.#predict(this.#sample === "number" ? rows.map(([x]) => x!) : rows);
    const isRow = (row: unknown): row is readonly number[] =>
      Array.isArray(row) &&
      row.length === this.nOutputs &&
      row.every((value: unknown) => typeof value === "number");
    const outputs = predicted.map((one) => (typeof one === "number" ? [one] : one));
    if (outputs.length === nRows && outputs.every(isRow)) return outputs;
    throw unparsable(`Cannot predict: the parts of ${this.estimatorName} do not make numbers`);
  }

  #predict(x: readonly unknown[]): readonly unknown[] {
    try {
      const predicted = this.#regression.predict(x);
      return Array.isArray(predicted) ? predicted : [];
    } catch (cause) {
      throw unparsable(`Cannot predict with ${this.estimatorName}: ${messageOf(cause)}`, { cause });
    }
  }
}

/** The class of a name, such as `PolynomialRegression`; undefined when ml-regression has none. */
export function regressionClassOf(className: string): RegressionClass | undefined {
  return REGRESSION_CLASSES.find((one) => one.className === className);
}

/** Lets ml-regression make an object of what it has saved. */
function loadRegression({ className }: RegressionClass, document: unknown): Regression {
  const exported = Object.values(requireMlRegression()).flatMap((one) =>
    typeof one === "object" && one !== null ? Object.values(one) : [one],
  );
  const found = exported.find((one) => typeof one === "function" && one.name === className);
  if (!hasLoad(found)) throw invalidValue(`Cannot load ${className}: this ml-regression does not have it`);
  try {
    return found.load(document);
  } catch (cause) {
    throw unparsable(`Cannot read the ${className}: ${messageOf(cause)}`, { cause });
  }
}

function requireMlRegression(): Readonly<Record<string, unknown>> {
  try {
    return createRequire(import.meta.url)("ml-regression");
  } catch (cause) {
    throw failure(
      "RESOURCE_DOES_NOT_EXIST",
      "Cannot load a model of ml-regression: that package is not installed; type npm install ml-regression",
      { cause },
    );
  }
}

function hasLoad(value: unknown): value is { load(document: unknown): Regression } {
  return typeof value === "function" && "load" in value && typeof value.load === "function";
}
