// The plots of a fit, each as a picture and as the numbers in it.
import type { LoggedFit } from "./log-fit-files.ts";

/** Draws what the fit has to show. */
export async function logFitFigures(_: LoggedFit): Promise<void> {}
