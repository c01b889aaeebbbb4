// The packages that two examples wrap have no types of their own, or do not tell them: what is used of them.
declare module "ml-regression" {
  interface Regression {
    readonly coefficients: readonly number[];
    predict(x: readonly number[]): number[];
    toString(precision?: number): string;
  }
  export const PolynomialRegression: new (
    x: readonly number[],
    y: readonly number[],
    degree: number,
  ) => Regression;
  export const MultivariateLinearRegression: new (
    x: object,
    y: ArrayLike<number> | readonly (readonly number[])[],
  ) => { readonly weights: readonly (readonly number[])[]; predict(x: object): number[][] };
}

declare module "ml-xgboost" {
  interface XGBoost {
    train(X: object, y: ArrayLike<number>): void;
    predict(X: object): number[];
    free(): void;
  }
  const promised: Promise<new (options: Readonly<Record<string, string | number>>) => XGBoost>;
  export = promised;
}
