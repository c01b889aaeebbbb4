// Plots as artifacts of a run.
import { invalidValue, quote } from "../errors/index.ts";
import { type Figure, figureSvg, renderPng } from "../plots/index.ts";
import { logBytes, logText } from "../tracking/index.ts";

/**
 * Draws a plot into an artifact of the active run.
 *
 * @param figure What the plot says.
 * @param artifactFile A name that ends in `.png` or `.svg`.
 * @throws RangeError `INVALID_PARAMETER_VALUE` for another ending.
 */
export async function logFigure(figure: Figure, artifactFile: string): Promise<void> {
  const svg = await figureSvg(figure);
  if (artifactFile.endsWith(".svg")) await logText(svg, artifactFile);
  else if (artifactFile.endsWith(".png")) await logBytes(await renderPng(svg), artifactFile);
  else {
    throw invalidValue(
      `Cannot draw the plot: the artifact's name must end in .png or .svg: current value is ${quote(artifactFile)}`,
    );
  }
}
