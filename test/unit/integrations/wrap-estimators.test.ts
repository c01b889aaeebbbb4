// Estimators of anybody, wrapped: classes and objects with fit or train, and predict.
import { describe, expect, it } from "vitest";
import { autolog, r2Score } from "../../../src/index.ts";
import { autologStore } from "../../support/autologged.ts";
import { withWarnings } from "../../support/warnings.ts";

/** Predicts the mean; what it is fitted to must be plain rows. */
class MeanRegressor {
  readonly options: { readonly shift: number };
  #mean = Number.NaN;

  constructor(options: { readonly shift: number }) {
    this.options = options;
  }

  get mean(): number {
    return this.#mean;
  }

  fit(X: number[][], y: number[]): this {
    if (!X.every(Array.isArray)) throw new TypeError("rows, please");
    this.#mean = y.reduce((sum, value) => sum + value, 0) / y.length + this.options.shift;
    return this;
  }

  predict(X: number[][]): number[] {
    return X.map(() => this.#mean);
  }

  score(X: number[][], y: number[]): number {
    return 1 - Math.abs(y[0]! - this.predict(X)[0]!);
  }
}

const X = [{ a: 1 }, { a: 2 }, { a: 3 }];
const y = [1, 2, 6];

describe("a class of anybody, wrapped", () => {
  const Wrapped = autolog.wrap(MeanRegressor, { library: "means" });

  it("fits, predicts and scores as before, with its private fields, and is the class still", () => {
    const model = new Wrapped({ shift: 1 });
    expect(model.fit([[1], [2], [3]], y)).toBe(model);
    expect(model).toBeInstanceOf(MeanRegressor);
    expect([model.mean, model.predict([[9]])]).toEqual([4, [4]]);
  });

  it("is a run of its package, with what it was made with, and takes rows of objects", async () => {
    const { runs } = autologStore();
    const model = new Wrapped({ shift: 0 });
    const { warnings } = await withWarnings(async () => {
      model.fit(X as never, y);
      const later = [{ a: 4 }];
      r2Score([1, 2], model.predict([{ a: 4 }, { a: 5 }] as never));
      model.score(later as never, [3]);
      await runs();
    });
    expect(warnings).toEqual([]);
    const [run, ...others] = await runs();
    expect(others).toEqual([]);
    expect(Object.fromEntries(run!.data.params)).toEqual({ shift: "0" });
    expect(run!.data.tags.get("estimator_class")).toBe("means.MeanRegressor");
    expect(Object.fromEntries([...run!.data.metrics].map(([key, { value }]) => [key, value]))).toMatchObject({
      training_r2_score: 0,
      "MeanRegressor_score_eval_dataset-2": 1,
      r2_score_eval_dataset: expect.any(Number),
    });
    expect([run!.outputs, run!.inputs.datasets.length]).toEqual([[], 3]);
  });

  it("ends its run as failed when it throws", async () => {
    const { runs } = autologStore();
    expect(() => new Wrapped({ shift: 0 }).fit([1, 2, 3] as never, y)).toThrow("rows, please");
    expect((await runs())[0]?.info.status).toBe("FAILED");
  });

  it("is wrapped inside a module, and everything else of the module stays", () => {
    const module = autolog.wrap({ MeanRegressor, version: 3, inner: { Mean: MeanRegressor } });
    expect(module.version).toBe(3);
    expect(module.MeanRegressor).not.toBe(MeanRegressor);
    expect(module.inner.Mean).toBe(module.MeanRegressor);
  });
});

describe("an object, wrapped", () => {
  it("may promise its fit, and be what it has fitted", async () => {
    const { runs } = autologStore();
    const network = autolog.wrap({
      learningRate: 0.1,
      weights: [0],
      async train(rows: number[][], target: number[]) {
        await new Promise((resolve) => setImmediate(resolve));
        this.weights = [target[0]! / rows[0]![0]!];
        return { loss: 0 };
      },
      predict(rows: number[][]) {
        return rows.map(([x]) => x! * this.weights[0]!);
      },
    });
    expect(await network.train([[1], [2]], [2, 4])).toEqual({ loss: 0 });
    expect([network.weights, network.predict([[3]])]).toEqual([[2], [6]]);
    const [run] = await runs();
    expect(run!.info.status).toBe("FINISHED");
    expect(run!.data.params.get("learning_rate")).toBe("0.1");
    expect(run!.data.metrics.get("training_r2_score")?.value).toBe(1);
  });

  it("that rejects ends its run as failed, and rejects with the same error", async () => {
    const { runs } = autologStore();
    const error = new Error("diverged");
    const broken = autolog.wrap({ fit: () => Promise.reject(error), predict: () => [] });
    await expect(broken.fit()).rejects.toBe(error);
    const [run] = await runs();
    expect([run?.info.status, run?.data.tags.get("error")]).toEqual(["FAILED", "diverged"]);
  });

  it("may be of any data: what cannot be described is said once, and the fit goes on", async () => {
    const { runs } = autologStore();
    const texts = autolog.wrap({ fit: (_X: string[], _y: string[]) => 1, predict: (rows: string[]) => rows });
    const { warnings } = await withWarnings(async () => {
      texts.fit(["a", "b"], ["c", "d"]);
      await runs();
    });
    expect(warnings.length).toBeGreaterThan(0);
    expect((await runs())[0]?.info.status).toBe("FINISHED");
  });
});
