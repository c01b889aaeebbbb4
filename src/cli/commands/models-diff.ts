// `traintracks models diff`: what changed from one model to another.
import type { Command } from "commander";
import { errorCode } from "../../errors/index.ts";
import { loadModel } from "../../models/index.ts";
import { styled } from "../../system/index.ts";
import { type Run, trackingClient } from "../../tracking/index.ts";
import {
  type Change,
  type ModelDifferences,
  type ModelFacts,
  modelDifferences,
} from "../model-differences.ts";
import { withModel } from "../open-model.ts";
import { modelUriOf, registryOf } from "../registered-names.ts";
import { textTable } from "../text-table.ts";
import { addTrackingOptions, answer, type TrackingOptions } from "../tracking-options.ts";

/** `models diff`. */
export function configureModelsDiff(command: Command): void {
  addTrackingOptions(command)
    .argument(
      "<before>",
      "a model: wine/3, wine@champion, runs:/<run id>/<name>, models:/m-<id>, or its folder",
    )
    .argument("<after>", "the model to compare it with")
    .action(async (before: string, after: string, options: TrackingOptions) => {
      registryOf(options);
      const [first, second] = [await factsOf(before), await factsOf(after)];
      const differences = modelDifferences(first, second);
      answer(options, textOf(first, second, differences), { before, after, ...differences });
    });
}

async function factsOf(name: string): Promise<ModelFacts> {
  return await withModel(modelUriOf(name), async (folder) => {
    const model = await loadModel(folder);
    return { name, model, example: model.servingExample(), run: await runOf(model.info.runId) };
  });
}

/** The run may be gone, or be another tracker's. */
async function runOf(runId: string | undefined): Promise<Run | undefined> {
  if (runId === undefined) return undefined;
  try {
    return await trackingClient().getRun(runId);
  } catch (error) {
    if (errorCode(error) === "RESOURCE_DOES_NOT_EXIST") return undefined;
    throw error;
  }
}

function textOf(before: ModelFacts, after: ModelFacts, differences: ModelDifferences): string {
  const sections = [
    section("Model", differences.kind, before, after),
    section("Params", differences.params, before, after),
    section("Metrics", differences.metrics, before, after),
    section("Data", differences.data, before, after),
    section("Signature", differences.signature, before, after),
    predictionText(differences.predictions, before, after),
  ];
  return sections.filter((text) => text !== "").join("\n\n");
}

function section(title: string, changes: readonly Change[], before: ModelFacts, after: ModelFacts): string {
  if (changes.length === 0) return `${styled("bold", title, "out")}: the same`;
  const rows = changes.map((change) => [
    change.what,
    change.before ?? "-",
    change.after ?? "-",
    stepOf(change),
  ]);
  return `${styled("bold", title, "out")}\n${textTable(["", before.name, after.name, ""], rows)}`;
}

/** By how much a number went up or down. */
function stepOf({ before, after }: Change): string {
  const step = Number(after) - Number(before);
  return before === undefined || after === undefined || !Number.isFinite(step)
    ? ""
    : `${step > 0 ? "+" : ""}${step.toPrecision(3)}`;
}

function predictionText(
  predictions: ModelDifferences["predictions"],
  before: ModelFacts,
  after: ModelFacts,
): string {
  const title = styled("bold", "Predictions", "out");
  if (predictions === undefined) return `${title}: neither model has an input example`;
  if (typeof predictions === "string") return `${title}: ${predictions}`;
  const { exampleOf, nRows, nDifferent, largestDifference, rows } = predictions;
  const example = `the ${nRows} rows of the example of ${exampleOf}`;
  if (nDifferent === 0) return `${title}: the same for ${example}`;
  const most = largestDifference === undefined ? "" : `, by ${largestDifference.toPrecision(3)} at most`;
  const cells = rows.map((row, i) => [String(i), ...row.map((value) => JSON.stringify(value) ?? "-")]);
  return `${title}: ${nDifferent} differ of ${example}${most}\n${textTable(["row", before.name, after.name], cells)}`;
}
