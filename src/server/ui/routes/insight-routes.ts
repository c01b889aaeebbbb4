// The inside of models: coefficients, importances, and trees one by one.
import { failure } from "../../../errors/index.ts";
import { fallback, integer, required, text } from "../../requests/fields.ts";
import { type Route, route } from "../../routes/route.ts";
import { modelDoorOf } from "../model-door-of.ts";
import { modelFolder } from "../model-folder.ts";
import type { ModelInsight, TreeInsight, TreeNode } from "../model-insight.ts";
import { uiPath } from "../ui-path.ts";
import { valueToJson } from "../value-json.ts";

/** Every call about the inside of models. */
export const insightRoutes: readonly Route[] = [
  route({
    methods: ["GET"],
    paths: uiPath("models/insight"),
    request: { uri: required(text) },
    answer: async ({ uri }, services) => {
      const insight = await modelDoorOf(services).inspect(await modelFolder(services, uri));
      return { uri, insight: insight === undefined ? null : insightToJson(insight) };
    },
  }),
  route({
    methods: ["GET"],
    paths: uiPath("models/tree"),
    request: { uri: required(text), index: fallback(integer, 0) },
    answer: async ({ uri, index }, services) => {
      const tree = await modelDoorOf(services).tree(await modelFolder(services, uri), index);
      if (tree === undefined) {
        throw failure("RESOURCE_DOES_NOT_EXIST", `The model ${uri} has no tree with the number ${index}`);
      }
      return treeToJson(tree);
    },
  }),
];

function insightToJson(insight: ModelInsight): object {
  const { trees, linear } = insight;
  return {
    estimator: insight.estimator,
    steps: insight.steps,
    params: insight.params,
    feature_names: insight.featureNames ?? null,
    classes: insight.classes ?? null,
    linear: linear ?? null,
    trees:
      trees === undefined
        ? null
        : {
            count: trees.count,
            per_round: trees.perRound,
            objective: trees.objective,
            importances: trees.importances,
          },
  };
}

function treeToJson({ index, output, nodes }: TreeInsight): object {
  return { index, output, nodes: nodes.map(nodeToJson) };
}

function nodeToJson(node: TreeNode): object {
  return {
    id: node.id,
    leaf: valueToJson(node.leaf),
    feature: node.feature ?? null,
    threshold: valueToJson(node.threshold),
    right_categories: node.rightCategories ?? null,
    left: node.left ?? null,
    right: node.right ?? null,
    is_missing_left: node.isMissingLeft,
    gain: valueToJson(node.gain),
    cover: valueToJson(node.cover),
  };
}
