import { describe, expect, it } from "vitest";
import { modelInsight, treeInsight } from "../../../../src/cli/model-insight.ts";
import { GradientBoostingRegressor, LogisticRegression } from "../../../../src/estimators/index.ts";
import type { ModelTree } from "../../../../src/ui/api/model-insight.ts";
import { treeLayout, wayThrough } from "../../../../src/ui/model-viewer/tree-layout.ts";
import { callSnippets } from "../../../../src/ui/playground/call-snippets.ts";
import { modelFields, requestBody } from "../../../../src/ui/playground/model-fields.ts";
import { predictionTable } from "../../../../src/ui/playground/prediction-rows.ts";

const X = Array.from({ length: 60 }, (_, i) => [
  i % 7 === 3 ? Number.NaN : Math.sin(i) * 10,
  (i * 37) % 11,
  Math.cos(i * 3),
]);
const y = X.map(([a = 0, b = 0, c = 0]) => (Number.isNaN(a) ? 4 : a) + (b > 5 ? 3 : 0) * c);
const model = new GradientBoostingRegressor({ nEstimators: 4, maxDepth: 4 }).fit(X, y);

/** A tree as the server sends it. */
function sentTree(index: number): ModelTree {
  const tree = treeInsight(model, index);
  return {
    index,
    output: tree?.output ?? 0,
    nodes: (tree?.nodes ?? []).map((node) => ({
      id: node.id,
      leaf: node.leaf ?? null,
      feature: node.feature ?? null,
      threshold: node.threshold ?? null,
      right_categories: node.rightCategories ?? null,
      left: node.left ?? null,
      right: node.right ?? null,
      is_missing_left: node.isMissingLeft,
      gain: node.gain ?? null,
      cover: node.cover,
    })),
  };
}

describe("the trees of a model", () => {
  it("are walked through as the model does, missing values too", () => {
    const leaves = model.booster.predictLeaf(X);
    for (let index = 0; index < 4; index++) {
      const tree = sentTree(index);
      expect(X.map((row) => wayThrough(tree, row).at(-1))).toEqual(
        X.map((_, row) => leaves[row * 4 + index]),
      );
    }
  });

  it("are drawn with leaves side by side and each question between its answers", () => {
    const tree = sentTree(0);
    const { nodes, byId, columns } = treeLayout(tree);
    expect(nodes).toHaveLength(tree.nodes.length);
    const leaves = nodes.filter(({ node }) => node.leaf !== null).map(({ column }) => column);
    expect([...leaves].sort((a, b) => a - b)).toEqual(Array.from({ length: columns }, (_, i) => i));
    for (const { node, column, row } of nodes) {
      const left = byId.get(node.left ?? -1);
      const right = byId.get(node.right ?? -1);
      if (left === undefined || right === undefined) continue;
      expect([left.row, right.row]).toEqual([row + 1, row + 1]);
      expect(left.column).toBeLessThan(column);
      expect(right.column).toBeGreaterThan(column);
    }
  });

  it("end when the model has no more", () => {
    expect(treeInsight(model, 4)).toBeUndefined();
    expect(treeInsight(model, -1)).toBeUndefined();
  });
});

describe("the inside of a model", () => {
  it("tells the importances of trees", () => {
    const { trees, estimator, linear } = modelInsight(model);
    expect([estimator, trees?.count, linear]).toEqual(["GradientBoostingRegressor", 4, undefined]);
    expect(trees?.importances["weight"]?.reduce((sum, n) => sum + n, 0)).toBe(
      [0, 1, 2, 3].flatMap((i) => treeInsight(model, i)?.nodes ?? []).filter(({ leaf }) => leaf === undefined)
        .length,
    );
  });

  it("tells the coefficients and classes of a classifier", () => {
    const rows = [
      [0, 1],
      [1, 0],
      [2, 2],
      [3, 1],
      [4, 5],
      [5, 4],
    ];
    const { linear, classes } = modelInsight(
      new LogisticRegression().fit(rows, ["a", "a", "b", "b", "c", "c"]),
    );
    expect(classes).toEqual(["a", "b", "c"]);
    expect(linear?.coefficients.map((row) => row.length)).toEqual([2, 2, 2]);
  });
});

describe("the form of a model", () => {
  const inputs = JSON.stringify([
    { type: "double", name: "age", required: true },
    { type: "string", name: "sex", required: true },
    { type: "boolean", name: "smokes", required: false },
    { type: "long", name: "visits", required: true },
  ]);
  const example = '{"dataframe_split": {"columns": ["sex", "age"], "data": [["f", 0.5]]}}';

  it("has a field for each column, filled in by name from the example", () => {
    const form = modelFields(inputs, example);
    expect(form?.fields.map(({ name, kind, start }) => [name, kind, start])).toEqual([
      ["age", "number", "0.5"],
      ["sex", "text", "f"],
      ["smokes", "boolean", "false"],
      ["visits", "integer", "0"],
    ]);
  });

  it("makes a request with values of the types that the signature asks for", () => {
    const form = modelFields(inputs, example);
    if (form === undefined) throw new Error("there must be a form");
    expect(JSON.parse(requestBody(form, [["1e-3", " x ", "true", "7"]]))).toEqual({
      dataframe_split: { columns: ["age", "sex", "smokes", "visits"], data: [[0.001, " x ", true, 7]] },
    });
    expect(() => requestBody(form, [["one", "", "", "1"]])).toThrow("age must be a number, not one");
    expect(() => requestBody(form, [["1", "", "", "1.5"]])).toThrow("visits must be a whole number, not 1.5");
    expect(() => requestBody(form, [["1", "", "", ""]])).toThrow("visits is empty");
  });

  it("has numbers in order for a tensor, and none for a model that does not say", () => {
    const tensor = '[{"type": "tensor", "tensor-spec": {"dtype": "float64", "shape": [-1, 2]}}]';
    const form = modelFields(tensor, '{"inputs": [[1, 2]]}');
    expect(form?.fields.map(({ name, start }) => [name, start])).toEqual([
      ["x0", "1"],
      ["x1", "2"],
    ]);
    expect(form && requestBody(form, [["3", ""]])).toBe('{"inputs":[[3,null]]}');
    expect(modelFields(null, null)).toBeUndefined();
    expect(modelFields("not JSON", null)).toBeUndefined();
  });
});

describe("an answer", () => {
  it("is a table in every form that scoring servers have", () => {
    expect(predictionTable([1.5, null])).toEqual({ columns: ["prediction"], rows: [["1.5"], [""]] });
    expect(
      predictionTable([
        [1, 2],
        [3, 4],
      ]).rows,
    ).toEqual([
      ["1", "2"],
      ["3", "4"],
    ]);
    expect(predictionTable([{ a: 1, b: "x" }])).toEqual({ columns: ["a", "b"], rows: [["1", "x"]] });
    expect(predictionTable({ a: [1, 2] })).toEqual({ columns: ["a"], rows: [["1"], ["2"]] });
  });

  it("can be had from elsewhere by commands that no name can break out of", () => {
    const [serve, curl] = callSnippets("http://127.0.0.1:5001", "models:/it's; rm -rf/1", `{"a": "'$(x)"}`);
    expect(serve?.code).toContain(`-m 'models:/it'\\''s; rm -rf/1' -p`);
    expect(curl?.code).toContain(`--data '{"a": "'\\''$(x)"}'`);
  });
});
