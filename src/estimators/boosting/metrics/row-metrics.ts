// Metrics that are means over rows: errors, log losses, deviances.
import { log32 } from "../objectives/link.ts";
import { type Metric, rowMean } from "./metric.ts";

const fround = Math.fround;
const TINY = fround(1e-16);
const EDGE = fround(1e-6);

/** Root mean squared error. */
export const rmse: Metric = rowMean("rmse", (label, p) => squareOf(fround(label - p)), Math.sqrt);

/** Root mean squared error of `log(1 + x)`. */
export const rmsle: Metric = rowMean(
  "rmsle",
  (label, p) => squareOf(fround(fround(Math.log1p(label)) - fround(Math.log1p(p)))),
  Math.sqrt,
);

/** Mean absolute error. */
export const mae: Metric = rowMean("mae", (label, p) => Math.abs(fround(label - p)));

/** Mean absolute error relative to the label. */
export const mape: Metric = rowMean("mape", (label, p) => Math.abs(fround(fround(label - p) / label)));

/** Log loss of two classes. */
export const logloss: Metric = rowMean("logloss", (label, p) =>
  fround(timesLog(-label, p) + timesLog(-fround(1 - label), fround(1 - p))),
);

/** Share of rows on the wrong side of a threshold. */
export function errorRate(threshold: number): Metric {
  const limit = fround(threshold);
  const name = limit === 0.5 ? "error" : `error@${Number(limit.toPrecision(6))}`;
  return rowMean(name, (label, p) => (p > limit ? fround(1 - label) : label));
}

/** Negative log likelihood of Poisson counts. */
export const poissonNegLogLik: Metric = rowMean("poisson-nloglik", (label, p) => {
  const rate = Math.max(p, TINY);
  return fround(fround(fround(logGamma(fround(label + 1))) + rate) - fround(log32(rate) * label));
});

/** Deviance of gamma amounts. */
export const gammaDeviance: Metric = rowMean(
  "gamma-deviance",
  (label, p) => {
    const predicted = fround(p + EDGE);
    const actual = fround(label + EDGE);
    return fround(fround(log32(fround(predicted / actual)) + fround(actual / predicted)) - 1);
  },
  (mean) => 2 * mean,
);

/** Negative log likelihood of gamma amounts, dispersion 1. */
export const gammaNegLogLik: Metric = rowMean("gamma-nloglik", (label, p) => {
  const theta = fround(-1 / Math.max(p, EDGE));
  return -fround(fround(label * theta) + log32(-theta));
});

/** Negative log likelihood of Tweedie amounts. */
export function tweedieNegLogLik(variancePower: number): Metric {
  const rho = fround(variancePower);
  const one = fround(1 - rho);
  const two = fround(2 - rho);
  return rowMean(`tweedie-nloglik@${Number(rho.toPrecision(6))}`, (label, p) => {
    const power = (exponent: number): number => fround(Math.exp(fround(exponent * log32(p))));
    return fround(fround(power(two) / two) - fround(fround(label * power(one)) / one));
  });
}

/** Pseudo-Huber error. */
export function pseudoHuberError(slope: number): Metric {
  const slope32 = fround(slope);
  const square = squareOf(slope32);
  return rowMean("mphe", (label, p) => {
    const ratio = fround(fround(label - p) / slope32);
    return fround(square * fround(fround(Math.sqrt(fround(1 + squareOf(ratio)))) - 1));
  });
}

/** Pinball loss, averaged over the quantiles. */
export function pinballLoss(quantiles: readonly number[]): Metric {
  const shares = quantiles.map(fround);
  return rowMean("quantile", (label, p, k) => {
    const share = shares[k]!;
    const difference = fround(label - p);
    return difference >= 0 ? fround(share * difference) : fround(fround(share - 1) * difference);
  });
}

function squareOf(x: number): number {
  return fround(x * x);
}

function timesLog(x: number, y: number): number {
  return x === 0 ? 0 : fround(x * log32(Math.max(y, TINY)));
}

/** Logarithm of the gamma function. Source: Lanczos (1964), coefficients of Numerical Recipes (3rd ed.), section 6.1. */
function logGamma(x: number): number {
  const terms = [
    57.15623566586292, -59.59796035547549, 14.136097974741746, -0.4919138160976202, 3.399464998481189e-5,
    4.652362892704858e-5, -9.837447530487956e-5, 0.0001580887032249125, -0.00021026444172410488,
    0.00021743961811521265, -0.0001643181065367639, 8.441822398385275e-5, -2.6190838401581408e-5,
    3.6899182659531625e-6,
  ];
  const shifted = x + 5.2421875; // 671/128
  let series = 0.9999999999999971;
  terms.forEach((term, i) => {
    series += term / (x + i + 1);
  });
  return (x + 0.5) * Math.log(shifted) - shifted + Math.log((2.5066282746310007 * series) / x);
}
