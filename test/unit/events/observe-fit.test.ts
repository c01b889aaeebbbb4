// What listeners are told of a fit, and that they cannot disturb it.
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { afterEach, describe, expect, it } from "vitest";
import {
  FIT_END,
  FIT_ERROR,
  FIT_START,
  FIT_STEP,
  type Fit,
  observeFit,
  observeFitAsync,
  reportStep,
} from "../../../src/events/index.ts";
import { ElasticNetCV, enetPath, LinearRegression, Pipeline, StandardScaler } from "../../../src/index.ts";

const FACTS = {
  library: "test",
  family: "none",
  estimatorName: "Nothing",
  params: { a: 1 },
  X: [[1]],
  y: [1],
};
const MODEL = { model: true };

interface Told {
  readonly what: string;
  readonly fit: Fit;
  readonly rest: object;
}

let stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops) stop();
  stops = [];
});

function listenToAll(): Told[] {
  const told: Told[] = [];
  const channels = [
    ["start", FIT_START],
    ["step", FIT_STEP],
    ["end", FIT_END],
    ["error", FIT_ERROR],
  ] as const;
  for (const [what, channel] of channels) {
    const stop = channel.listen(
      ({ fit, ...rest }) => told.push({ what, fit, rest }),
      (fault) => {
        throw fault;
      },
    );
    stops.push(stop);
  }
  return told;
}

describe("a fit that is listened to", () => {
  it("tells its start, its steps and its end, all with one identity", () => {
    const told = listenToAll();
    const model = observeFit(FACTS, () => {
      reportStep(0, () => ({ loss: 2 }));
      reportStep(1, () => ({ loss: 1 }));
      return MODEL;
    });
    expect(model).toBe(MODEL);
    expect(told.map(({ what, rest }) => [what, rest])).toEqual([
      ["start", {}],
      ["step", { step: 0, metrics: { loss: 2 } }],
      ["step", { step: 1, metrics: { loss: 1 } }],
      ["end", { model: MODEL }],
    ]);
    expect(new Set(told.map(({ fit }) => fit)).size).toBe(1);
    expect(told[0]!.fit).toEqual({ ...FACTS, parent: undefined, isAsync: false });
  });

  it("tells an error and throws the very same", () => {
    const told = listenToAll();
    const error = new RangeError("no");
    expect(() =>
      observeFit(FACTS, () => {
        throw error;
      }),
    ).toThrow(error);
    expect(told.map(({ what, rest }) => [what, rest])).toEqual([
      ["start", {}],
      ["error", { error }],
    ]);
  });

  it("keeps fits that go on at the same time apart, and knows which is inside which", async () => {
    const told = listenToAll();
    const fitted = async (estimatorName: string): Promise<object> =>
      await observeFitAsync({ ...FACTS, estimatorName }, async () => {
        await Promise.resolve();
        observeFit({ ...FACTS, estimatorName: `${estimatorName} inside` }, () => MODEL);
        await Promise.resolve();
        reportStep(0, () => ({ loss: 1 }));
        return MODEL;
      });
    await Promise.all([fitted("a"), fitted("b")]);
    const parents = told
      .filter(({ what, fit }) => what === "start" && fit.parent !== undefined)
      .map(({ fit }) => [fit.estimatorName, fit.parent?.estimatorName]);
    expect(parents).toEqual([
      ["a inside", "a"],
      ["b inside", "b"],
    ]);
    expect(told.filter(({ what }) => what === "step").map(({ fit }) => fit.estimatorName)).toEqual([
      "a",
      "b",
    ]);
  });

  it("makes no message that nobody reads", () => {
    const measure = (): never => {
      throw new Error("called");
    };
    expect(
      observeFit(FACTS, () => {
        reportStep(0, measure);
        return MODEL;
      }),
    ).toBe(MODEL);
  });

  it("hands a listener's fault to the listener's own guard, and goes on whatever that does", () => {
    const faults: unknown[] = [];
    stops.push(
      FIT_START.listen(
        () => {
          throw new Error("listener");
        },
        (fault) => {
          faults.push(fault);
          throw new Error("guard");
        },
      ),
    );
    expect(observeFit(FACTS, () => MODEL)).toBe(MODEL);
    expect(faults).toEqual([new Error("listener")]);
  });

  it("is heard by plain subscribers of the channels too", () => {
    const heard: unknown[] = [];
    const listener = (message: unknown): void => void heard.push(message);
    subscribe("traintracks:fit:end", listener);
    stops.push(() => void unsubscribe("traintracks:fit:end", listener));
    observeFit(FACTS, () => MODEL);
    expect(heard).toEqual([{ fit: expect.objectContaining({ estimatorName: "Nothing" }), model: MODEL }]);
  });
});

describe("the estimators of this package", () => {
  const X = [[1], [2], [3], [4], [5], [6]];
  const y = [1, 2, 3, 4, 5, 7];

  it("tell all parameters and the data as it was given", () => {
    const told = listenToAll();
    const model = new LinearRegression().fit(X, y, { sampleWeight: [1, 1, 1, 1, 1, 2] });
    expect(told[0]!.fit).toMatchObject({
      library: "traintracks",
      family: "linear",
      estimatorName: "LinearRegression",
      params: { fitIntercept: true, positive: false },
      sampleWeight: [1, 1, 1, 1, 1, 2],
    });
    expect(told[0]!.fit.X).toBe(X);
    expect(told[1]!.rest).toEqual({ model });
  });

  it("tell a fit inside a pipeline as a part of it", () => {
    const told = listenToAll();
    new Pipeline([
      ["scaler", new StandardScaler()],
      ["lr", new LinearRegression()],
    ]).fit(X, y);
    expect(
      told.map(({ what, fit }) => `${what} ${fit.estimatorName} in ${fit.parent?.estimatorName}`),
    ).toEqual([
      "start Pipeline in undefined",
      "start LinearRegression in Pipeline",
      "end LinearRegression in Pipeline",
      "end Pipeline in undefined",
    ]);
    expect(told[0]!.fit.params).toMatchObject({
      lr: { estimatorName: "LinearRegression" },
      lr__positive: false,
    });
  });

  it("tell the error of each alpha of a cross-validation, and each fit of a path", () => {
    const told = listenToAll();
    new ElasticNetCV({ alphas: [1, 0.1], cv: 3 }).fit(X, y);
    enetPath(X, y, { alphas: [1, 0.1, 0.01] });
    const steps = told
      .filter(({ what }) => what === "step")
      .map(({ fit, rest }) => [fit.estimatorName, rest]);
    expect(steps).toEqual([
      ["ElasticNetCV", { step: 0, metrics: { alpha: 1, l1_ratio: 0.5, validation_mse: expect.any(Number) } }],
      [
        "ElasticNetCV",
        { step: 1, metrics: { alpha: 0.1, l1_ratio: 0.5, validation_mse: expect.any(Number) } },
      ],
      [
        "enetPath",
        { step: 0, metrics: { alpha: 1, dual_gap: expect.any(Number), n_iter: expect.any(Number) } },
      ],
      [
        "enetPath",
        { step: 1, metrics: { alpha: 0.1, dual_gap: expect.any(Number), n_iter: expect.any(Number) } },
      ],
      [
        "enetPath",
        { step: 2, metrics: { alpha: 0.01, dual_gap: expect.any(Number), n_iter: expect.any(Number) } },
      ],
    ]);
  });
});
