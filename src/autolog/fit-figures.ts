// What there is to see of a fit, as plots that know nothing of how they are drawn.
import { confusionMatrix, precisionRecallCurve, rocCurve } from "../metrics/index.ts";
import { columnOf, type Label } from "../numeric/index.ts";
import { type CoefficientPath, coefficientPathPlot, type Figure } from "../plots/index.ts";
import { innermost } from "./fitted.ts";
import type { ClassOutcome, Outcome, RegressionOutcome } from "./training-metrics.ts";

/** A plot, and the numbers in it. */
export interface FitFigure {
  /** The name of the artifact without its ending. */
  readonly name: string;
  readonly figure: Figure;
  /** What JSON can hold. */
  readonly numbers: object;
}

/** More points than these cannot be told apart, and take long to draw: every so-manieth is taken. */
const MAX_POINTS = 5000;

/** The plots of a fitted model: of its coefficients, and of what it makes of the data it was fitted to. */
export function figuresOf(model: object, outcome: Outcome | undefined): readonly FitFigure[] {
  return [
    ...coefficientFigures(innermost(model)),
    ...pathFigures(model),
    ...importanceFigures(innermost(model)),
    ...(outcome === undefined
      ? []
      : outcome.kind === "regression"
        ? residualFigures(outcome)
        : classFigures(outcome)),
  ];
}

function residualFigures({ outputs }: RegressionOutcome): readonly FitFigure[] {
  return outputs.map((output, k) => {
    const name = outputs.length === 1 ? "training_residuals" : `training_residuals_${k}`;
    return residualFigure(name, output);
  });
}

function residualFigure(name: string, { yTrue, yPred }: RegressionOutcome["outputs"][number]): FitFigure {
  const stride = Math.ceil(yTrue.length / MAX_POINTS);
  const rows = Array.from({ length: Math.ceil(yTrue.length / stride) }, (_, k) => k * stride);
  const predicted = rows.map((i) => yPred[i]!);
  const residuals = rows.map((i) => yTrue[i]! - yPred[i]!);
  return {
    name,
    figure: {
      title: "Residuals on the training data",
      subtitle: stride === 1 ? `${rows.length} samples` : `${rows.length} of ${yTrue.length} samples`,
      xLabel: "predicted",
      yLabel: "true − predicted",
      points: { x: predicted, y: residuals },
    },
    numbers: { predicted, residuals },
  };
}

function coefficientFigures(model: object): readonly FitFigure[] {
  if (!("coefficients" in model) || !(model.coefficients instanceof Float64Array)) return [];
  const { coefficients } = model;
  const names = "featureNames" in model && Array.isArray(model.featureNames) ? model.featureNames : undefined;
  const bars = Array.from(coefficients, (value, j) => ({ name: String(names?.[j] ?? `x${j}`), value }));
  return [
    {
      name: "coefficients",
      figure: { title: "Coefficients", subtitle: `${bars.length} features`, xLabel: "coefficient", bars },
      numbers: Object.fromEntries(bars.map(({ name, value }) => [name, value])),
    },
  ];
}

/** A path of fits has coefficients for each alpha. */
function pathFigures(model: object): readonly FitFigure[] {
  if (!isPath(model)) return [];
  const { alphas, coefficients } = model;
  const names = coefficients.map((_, j) => model.featureNames?.[j] ?? `x${j}`);
  // A plot against the logarithm has no place for an alpha of 0.
  const kept = Array.from(alphas, (_, k) => k).filter((k) => alphas[k]! > 0);
  const pick = (row: ArrayLike<number>): number[] => kept.map((k) => row[k]!);
  const rows = coefficients.map(pick);
  if (kept.length === 0) return [];
  return [
    {
      name: "coefficient_paths",
      figure: {
        ...coefficientPathPlot({ alphas: pick(alphas), coefficients: rows, featureNames: names, l1Ratio: 0 }),
        title: "Coefficients along the path",
      },
      numbers: {
        alphas: pick(alphas),
        coefficients: Object.fromEntries(names.map((name, j) => [name, rows[j]])),
      },
    },
  ];
}

function isPath(model: object): model is Omit<CoefficientPath, "l1Ratio"> {
  return (
    "alphas" in model && "dualGaps" in model && "coefficients" in model && Array.isArray(model.coefficients)
  );
}

/** Trees tell how much each feature counts, in several ways; MLflow names the artifacts so, and has the features that count. */
function importanceFigures(model: object): readonly FitFigure[] {
  const booster = "booster" in model ? model.booster : undefined;
  if (typeof booster !== "object" || booster === null || !hasImportance(booster)) return [];
  // Trees that never split have nothing to show.
  if (booster.importance("weight").size === 0) return [];
  return IMPORTANCE_KINDS.map((kind) => {
    const importance = booster.importance(kind);
    const bars = Array.from(importance, ([name, value]) => ({ name, value })).sort(
      (a, b) => b.value - a.value,
    );
    return {
      name: `feature_importance_${kind}`,
      figure: {
        title: `Importance of features (${kind})`,
        subtitle: `${bars.length} features that are split on`,
        xLabel: kind,
        bars,
      },
      numbers: Object.fromEntries(importance),
    };
  });
}

const IMPORTANCE_KINDS = ["weight", "gain"] as const;

function hasImportance(
  booster: object,
): booster is { importance(kind: (typeof IMPORTANCE_KINDS)[number]): ReadonlyMap<string, number> } {
  return "importance" in booster && typeof booster.importance === "function";
}

function classFigures({
  yTrue,
  yPred,
  classes,
  probabilities,
  sampleWeight,
}: ClassOutcome): readonly FitFigure[] {
  const { labels, counts } = confusionMatrix(yTrue, yPred, { labels: classes, sampleWeight });
  const confusion: FitFigure = {
    name: "training_confusion_matrix",
    figure: {
      title: "Confusion matrix of the training data",
      xLabel: "predicted class",
      yLabel: "true class",
      labels: labels.map(String),
      counts,
    },
    numbers: { labels, counts },
  };
  if (classes.length !== 2 || probabilities === undefined) return [confusion];
  return [confusion, ...curveFigures(yTrue, classes[1]!, columnOf(probabilities, 1), sampleWeight)];
}

function curveFigures(
  yTrue: readonly Label[],
  posLabel: Label,
  scores: Float64Array,
  sampleWeight: Float64Array | undefined,
): readonly FitFigure[] {
  const roc = rocCurve(yTrue, scores, { posLabel, sampleWeight });
  const curve = precisionRecallCurve(yTrue, scores, { posLabel, sampleWeight });
  const [fpr, tpr] = [thinned(roc.fpr), thinned(roc.tpr)];
  const [precision, recall] = [thinned(curve.precision), thinned(curve.recall)];
  return [
    {
      name: "training_roc_curve",
      figure: {
        title: "ROC curve of the training data",
        xLabel: "false positive rate",
        yLabel: "true positive rate",
        series: [{ name: `class ${posLabel}`, x: fpr, y: tpr }],
      },
      numbers: { false_positive_rate: fpr, true_positive_rate: tpr },
    },
    {
      name: "training_precision_recall_curve",
      figure: {
        title: "Precision and recall on the training data",
        xLabel: "recall",
        yLabel: "precision",
        series: [{ name: `class ${posLabel}`, x: recall, y: precision }],
      },
      numbers: { recall, precision },
    },
  ];
}

/** Every so-manieth element, and the last. */
function thinned(values: Float64Array): readonly number[] {
  const stride = Math.ceil(values.length / MAX_POINTS);
  return Array.from(values).filter((_, i) => i % stride === 0 || i === values.length - 1);
}
