// Several transformers, one after the other, as one.
import { alignTable, type Table, type TableInput, toTable } from "../../data/index.ts";
import { checkStepNames, stepParams } from "./step-names.ts";
import type { FittedTransformer, Named, Transformer } from "./transformer.ts";

/**
 * A transformer that applies others in order, each to what the one before it made.
 *
 * @example
 * new TransformerPipeline([["impute", new SimpleImputer()], ["scale", new StandardScaler()]]);
 */
export class TransformerPipeline implements Transformer {
  readonly kind = "transformer";
  readonly estimatorName = "TransformerPipeline";
  readonly steps: readonly Named<Transformer>[];
  readonly params: Readonly<Record<string, unknown>>;

  /**
   * @param steps Names and transformers, in order.
   * @throws TypeError or RangeError when there is no step, or names are not as they must be.
   */
  constructor(steps: readonly Named<Transformer>[]) {
    checkStepNames(
      steps.map(([name]) => name),
      "TransformerPipeline",
    );
    this.steps = Object.freeze([...steps]);
    this.params = stepParams(this.steps);
  }

  /**
   * @param X What the first transformer takes.
   * @throws As the transformers do.
   */
  fit(X: TableInput): FittedTransformerPipeline {
    let table = toTable(X);
    const { names } = table;
    const nFeatures = table.columns.length;
    const fitted = this.steps.map(([name, transformer]): Named<FittedTransformer> => {
      const step = transformer.fit(table);
      table = step.transformTable(table);
      return [name, step];
    });
    return new FittedTransformerPipeline(fitted, nFeatures, names);
  }
}

/** A {@link TransformerPipeline} whose transformers have learnt. */
export class FittedTransformerPipeline implements FittedTransformer {
  readonly estimatorName = "TransformerPipeline";
  readonly params: Readonly<Record<string, unknown>>;
  readonly nFeatures: number;
  readonly featureNames: readonly string[] | undefined;
  readonly outputNames: readonly string[] | undefined;
  /** The fitted transformers, in order, at least one. */
  readonly steps: readonly Named<FittedTransformer>[];

  constructor(
    steps: readonly Named<FittedTransformer>[],
    nFeatures: number,
    featureNames: readonly string[] | undefined,
  ) {
    this.steps = Object.freeze([...steps]);
    this.params = stepParams(steps);
    this.nFeatures = nFeatures;
    this.featureNames = featureNames;
    this.outputNames = steps.at(-1)?.[1].outputNames;
    Object.freeze(this);
  }

  transform(X: TableInput): Table {
    return this.transformTable(alignTable(toTable(X), this.featureNames, this.nFeatures, "transform"));
  }

  transformTable(table: Table): Table {
    return this.steps.reduce((current, [, step]) => step.transformTable(current), table);
  }
}
