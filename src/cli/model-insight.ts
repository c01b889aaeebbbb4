// What can be shown of the inside of a fitted model: coefficients of linear models, trees of boosted ones.
import { Booster, type FittedModel, LinearModel, LogisticModel, PipelineModel } from "../estimators/index.ts";
import type { ModelInsight, TreeInsight, TreeNode } from "../server/index.ts";

/** So many nodes of a tree are shown; deeper ones would be too small to read. */
const MAX_NODES = 4096;
const IMPORTANCES = ["weight", "gain", "cover", "total_gain", "total_cover"] as const;

/** The inside of a fitted model. */
export function modelInsight(model: FittedModel): ModelInsight {
  const steps =
    model instanceof PipelineModel
      ? [...model.transformers, model.namedModel].map(([name, step]) => ({
          name,
          estimator: step.estimatorName,
        }))
      : [];
  const inner = innermost(model);
  const booster = boosterOf(inner);
  return {
    estimator: inner.estimatorName,
    steps,
    params: Object.fromEntries(Object.entries(inner.params).map(([name, value]) => [name, paramText(value)])),
    featureNames: inner.featureNames,
    classes: classesOf(inner),
    linear: linearOf(inner),
    trees: booster === undefined ? undefined : treesOf(booster),
  };
}

/** One tree of a boosted model; undefined when there is none of that number. */
export function treeInsight(model: FittedModel, index: number): TreeInsight | undefined {
  const parts = boosterOf(innermost(model))?.model.parts;
  const tree = parts?.trees[index];
  if (parts === undefined || tree === undefined) return undefined;
  const nodes: TreeNode[] = [];
  const waiting = [0];
  for (let id = waiting.shift(); id !== undefined && nodes.length < MAX_NODES; id = waiting.shift()) {
    const left = tree.leftChildren[id] ?? -1;
    const right = tree.rightChildren[id] ?? -1;
    const isLeaf = left === -1;
    const categories = tree.categories.get(id);
    nodes.push({
      id,
      leaf: isLeaf ? tree.splitConditions[id] : undefined,
      feature: isLeaf ? undefined : tree.splitIndices[id],
      threshold: isLeaf || categories !== undefined ? undefined : tree.splitConditions[id],
      rightCategories: categories === undefined ? undefined : [...categories],
      left: isLeaf ? undefined : left,
      right: isLeaf ? undefined : right,
      isMissingLeft: tree.defaultLeft[id] === 1,
      gain: isLeaf ? undefined : tree.lossChanges[id],
      cover: tree.sumHessian[id] ?? 0,
    });
    if (!isLeaf) waiting.push(left, right);
  }
  return { index, output: parts.treeOutputs[index] ?? 0, nodes };
}

function innermost(model: FittedModel): FittedModel {
  return model instanceof PipelineModel ? innermost(model.model) : model;
}

function boosterOf(model: FittedModel): Booster | undefined {
  return "booster" in model && model.booster instanceof Booster ? model.booster : undefined;
}

function classesOf(model: FittedModel): readonly string[] | undefined {
  return "classes" in model && Array.isArray(model.classes) ? model.classes.map(String) : undefined;
}

function linearOf(model: FittedModel): ModelInsight["linear"] {
  if (model instanceof LogisticModel) {
    return { intercepts: [...model.intercepts], coefficients: model.coefficients.map((row) => [...row]) };
  }
  if (model instanceof LinearModel) {
    return { intercepts: [model.intercept], coefficients: [[...model.coefficients]] };
  }
  return undefined;
}

function treesOf(booster: Booster): NonNullable<ModelInsight["trees"]> {
  const names = Array.from({ length: booster.nFeatures }, (_, j) => booster.featureNames?.[j] ?? `f${j}`);
  return {
    count: booster.model.parts.trees.length,
    perRound: booster.nRounds === 0 ? 0 : booster.model.parts.trees.length / booster.nRounds,
    objective: booster.model.parts.objective.name,
    importances: Object.fromEntries(
      IMPORTANCES.map((type) => {
        const values = booster.importance(type);
        return [type, names.map((name) => values.get(name) ?? 0)];
      }),
    ),
  };
}

function paramText(value: unknown): string {
  return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
}
