// Model files that are broken or made to harm: a clear error, never a crash or a hang.
import { describe, expect, it } from "vitest";
import { Booster } from "../../../../src/estimators/boosting/booster.ts";
import { goldenBytes, goldenCase } from "../../../support/xgboost-golden.ts";

const json = new TextDecoder().decode(goldenBytes(goldenCase("exact_d3").model!.json));
const ubj = goldenBytes(goldenCase("exact_d3").model!.ubj!);

// biome-ignore lint/suspicious/noExplicitAny: the document is changed in places on purpose
function changed(change: (document: any) => void): string {
  const document = JSON.parse(json);
  change(document);
  return JSON.stringify(document);
}

// biome-ignore lint/suspicious/noExplicitAny: as above
const trees = (document: any) => document.learner.gradient_booster.model.trees;

describe("a broken XGBoost file", () => {
  it.each([
    ["no JSON", "{", "Cannot read the model: it is not JSON"],
    ["no record", "[]", "model must be a record"],
    ["no learner", "{}", "model.learner must be a record"],
    [
      "a linear booster",
      changed((d) => {
        d.learner.gradient_booster.name = "gblinear";
      }),
      "model.learner.gradient_booster.name must be gbtree or dart",
    ],
    [
      "an unknown objective",
      changed((d) => {
        d.learner.objective.name = "magic";
      }),
      'model.learner.objective.name must be an objective that is known here: current value is "magic"',
    ],
    [
      "a child out of range",
      changed((d) => {
        trees(d)[1].left_children[0] = 99;
      }),
      "model.learner.gradient_booster.model.trees[1].left_children[0] must be a whole number from -1 to 14",
    ],
    [
      "a circle of nodes",
      changed((d) => {
        trees(d)[0].left_children[1] = 0;
      }),
      "must make a tree, but node 0 has two parents",
    ],
    [
      "a node with one child",
      changed((d) => {
        trees(d)[0].right_children[1] = -1;
      }),
      "must make a tree, but node 1 has one child",
    ],
    [
      "a feature that is not there",
      changed((d) => {
        trees(d)[0].split_indices[0] = 10;
      }),
      "must be below 10, the number of features: that of node 0 is not",
    ],
    [
      "arrays of other lengths",
      changed((d) => {
        trees(d)[0].split_conditions.pop();
      }),
      "split_conditions must have 15 elements, not 14",
    ],
    [
      "a leaf with several values",
      changed((d) => {
        trees(d)[0].tree_param.size_leaf_vector = "3";
      }),
      "trees with several values a leaf are not supported",
    ],
    [
      "a huge number of outputs",
      changed((d) => {
        d.learner.learner_model_param.num_class = "1000000000";
      }),
      "num_class must be a whole number from 0 to 10000",
    ],
    [
      "rounds that do not fit the trees",
      changed((d) => {
        d.learner.gradient_booster.model.iteration_indptr = [0, 2, 1, 3];
      }),
      "iteration_indptr must rise from 0 to 3, the number of trees",
    ],
    [
      "a tree for an output that is not there",
      changed((d) => {
        d.learner.gradient_booster.model.tree_info = [0, 1, 0];
      }),
      "tree_info[1] must be a whole number from 0 to 0",
    ],
    [
      "a number that is no number",
      changed((d) => {
        trees(d)[0].split_conditions[3] = {};
      }),
      "split_conditions[3] must be a number",
    ],
    [
      "a base score that is no number",
      changed((d) => {
        d.learner.learner_model_param.base_score = "[x]";
      }),
      "base_score must be a number, or a list of 1",
    ],
  ])("with %s is refused with the place and the reason", (_, text, message) => {
    expect(() => Booster.fromXGBoost(text)).toThrow(message);
    expect(() => Booster.fromXGBoost(text)).toThrow(SyntaxError);
  });

  it("cut off at any byte is refused", () => {
    for (let length = 0; length < ubj.length; length += 13) {
      expect(() => Booster.fromXGBoost(ubj.subarray(0, length))).toThrow(SyntaxError);
    }
  });

  it("that promises more than it holds is refused without asking for the memory", () => {
    const bytes = Uint8Array.of(0x7b, 0x4c, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff);
    expect(() => Booster.fromXGBoost(bytes)).toThrow("does not fit the 0 bytes left");
    const array = new TextEncoder().encode("{i\u0001a[$d#l\u007f\u007f\u007f\u007f");
    expect(() => Booster.fromXGBoost(array)).toThrow("does not fit");
  });

  it("nested without end is refused", () => {
    const bytes = new TextEncoder().encode(`{i\u0001a${"[".repeat(100_000)}`);
    expect(() => Booster.fromXGBoost(bytes)).toThrow("it is nested more than 64 levels deep");
  });

  it("with a key such as __proto__ changes nothing else", () => {
    const text = json.replace('"attributes":{}', '"attributes":{"__proto__":"x"}');
    const booster = Booster.fromXGBoost(text);
    expect(booster.model.parts.attributes.get("__proto__")).toBe("x");
    expect(Object.prototype).not.toHaveProperty("x");
  });
});

describe("an older XGBoost file", () => {
  it("with one plain base score and no rounds is read", () => {
    const text = changed((d) => {
      d.learner.learner_model_param.base_score = "1.4854683E2";
      delete d.learner.learner_model_param.num_target;
      delete d.learner.gradient_booster.model.iteration_indptr;
      delete d.learner.gradient_booster.model.cats;
    });
    const booster = Booster.fromXGBoost(text);
    expect(booster.nRounds).toBe(3);
    expect(new TextDecoder().decode(booster.toXGBoost("json"))).toBe(json);
  });
});
