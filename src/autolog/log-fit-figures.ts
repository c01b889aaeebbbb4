// The plots of a fit as artifacts of its run, each as a picture and as the numbers in it.
import { figureSvg, renderPng } from "../plots/index.ts";
import type { ActiveRun } from "../tracking/index.ts";
import { figuresOf } from "./fit-figures.ts";
import type { Outcome } from "./training-metrics.ts";

/** Draws what there is to see of a fit. */
export async function logFitFigures(
  run: ActiveRun,
  model: object,
  outcome: Outcome | undefined,
): Promise<void> {
  for (const { name, figure, numbers } of figuresOf(model, outcome)) {
    await run.logDict(numbers, `${name}.json`);
    await run.logBytes(await renderPng(await figureSvg(figure)), `${name}.png`);
  }
}
