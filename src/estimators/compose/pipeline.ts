// Transformers, and a model on what they make, fitted as one.
import { type FeatureInput, type TableInput, toTable, toVector, type VectorInput } from "../../data/index.ts";
import { invalidType } from "../../errors/index.ts";
import { observeFit } from "../../events/index.ts";
import type { FittedModel } from "../contracts.ts";
import { PipelineModel } from "./pipeline-model.ts";
import { checkStepNames, stepParams } from "./step-names.ts";
import type { FittedTransformer, Named, Transformer } from "./transformer.ts";

/** What a pipeline hands on to the fit of its model. */
export interface PipelineFitOptions {
  /** How much each sample counts for the model; the transformers count all the same. */
  readonly sampleWeight?: VectorInput | undefined;
}

/** What may stand at the end of a pipeline: parameters that fit a model. */
export interface ModelEstimator<M extends FittedModel = FittedModel> {
  /** Its class name, such as `ElasticNet`. */
  readonly estimatorName: string;
  /** All parameters, defaults included. */
  readonly params: object;
  fit(X: FeatureInput, y: VectorInput, options?: PipelineFitOptions): M;
}

/** The steps of a pipeline: transformers, and at the end what fits the model. */
export type PipelineSteps<M extends FittedModel> = readonly [
  ...transformers: Named<Transformer>[],
  estimator: Named<ModelEstimator<M>>,
];

/**
 * Fits transformers one after the other and a model on what the last one makes: scikit-learn's class of that name.
 *
 * @example
 * const pipeline = new Pipeline([["scaler", new StandardScaler()], ["lr", new LinearRegression()]]);
 * pipeline.fit(X, y).predict(X);
 */
export class Pipeline<M extends FittedModel> {
  readonly estimatorName = "Pipeline";
  readonly steps: PipelineSteps<M>;
  /** For each step its class under its name, and its parameters under `name__parameter`. */
  readonly params: Readonly<Record<string, unknown>>;

  /**
   * @param steps Names and transformers in order, and the name and estimator of the model.
   * @throws TypeError when a step is none, RangeError when names are not as they must be.
   */
  constructor(steps: PipelineSteps<M>) {
    checkStepNames(
      steps.map(([name]) => name),
      "Pipeline",
    );
    splitSteps(steps);
    this.steps = Object.freeze([...steps]);
    this.params = stepParams(steps);
  }

  /**
   * Fits all steps; may be called again, each call stands alone.
   *
   * @param X What the first transformer takes: numbers or text, cells may be missing, as far as the steps allow.
   * @param y The values to predict, length `nSamples`.
   * @param options Sample weights for the model.
   * @throws As the steps do.
   */
  fit(X: TableInput, y: VectorInput, options: PipelineFitOptions = {}): PipelineModel<M> {
    const { estimatorName, steps } = this;
    const { sampleWeight } = options;
    // Told with the steps themselves, as scikit-learn tells them.
    const params = { steps, ...this.params, ...Object.fromEntries(steps) };
    return observeFit(
      { library: "traintracks", family: "compose", estimatorName, params, X, y, sampleWeight },
      () => this.#fit(X, y, options),
    );
  }

  #fit(X: TableInput, y: VectorInput, options: PipelineFitOptions): PipelineModel<M> {
    let table = toTable(X);
    const { names: featureNames, columns } = table;
    const target = toVector(y, "y", table.nRows);
    const { transformers, estimator } = splitSteps(this.steps);
    const fitted = transformers.map(([name, transformer]): Named<FittedTransformer> => {
      const step = transformer.fit(table);
      table = step.transformTable(table);
      return [name, step];
    });
    const [modelName, last] = estimator;
    return new PipelineModel({
      transformers: fitted,
      model: [modelName, last.fit(table, target, options)],
      featureNames,
      featureKinds: columns.map((column) => (column instanceof Float64Array ? "number" : "text")),
    });
  }
}

function splitSteps<M extends FittedModel>(
  steps: PipelineSteps<M>,
): { transformers: readonly Named<Transformer>[]; estimator: Named<ModelEstimator<M>> } {
  const transformers: Named<Transformer>[] = [];
  for (const [name, step] of steps) {
    if (isTransformer(step)) transformers.push([name, step]);
    else if (transformers.length === steps.length - 1) return { transformers, estimator: [name, step] };
    else
      throw invalidType(
        `Cannot make Pipeline: step ${name} must be a transformer: only the last one fits a model`,
      );
  }
  throw invalidType(
    "Cannot make Pipeline: the last step must fit a model; for transformers alone there is TransformerPipeline",
  );
}

function isTransformer<M extends FittedModel>(step: Transformer | ModelEstimator<M>): step is Transformer {
  return "kind" in step && step.kind === "transformer";
}
