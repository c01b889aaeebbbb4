// Copying the logged models of an experiment: they must be there before the points that are about them.
import type { TrackingClient } from "../client/tracking-client.ts";
import type { LoggedModel } from "../entities.ts";
import { copyArtifacts } from "./copy-artifacts.ts";
import { ORIGIN_TAG, originOf, travellingTags } from "./copy-marks.ts";
import type { CopyOutcome } from "./copy-report.ts";
import type { CopySides } from "./copy-sides.ts";
import { everyItem } from "./every-item.ts";

const MODELS_PER_PAGE = 100;
/** The file of a model that names its run and itself. */
const MODEL_FILE = "MLmodel";

/** All logged models of an experiment that are not deleted. */
export function modelsOf(client: TrackingClient, experimentId: string): Promise<readonly LoggedModel[]> {
  return everyItem((pageToken) =>
    client.searchLoggedModels({ experimentIds: [experimentId], maxResults: MODELS_PER_PAGE, pageToken }),
  );
}

/** The copies at the target by what they are copies of. */
export function modelsByOrigin(models: readonly LoggedModel[]): ReadonlyMap<string, LoggedModel> {
  return new Map(models.map((model) => [originOf(model.modelId, model.tags), model]));
}

/** What there is to do about a model. */
export function outcomeOf(model: LoggedModel, copy: LoggedModel | undefined): CopyOutcome {
  if (copy === undefined) return "new";
  return copy.status === model.status && missingTags(model, copy).size === 0 ? "same" : "behind";
}

/** Makes the copy of a model, still without files, unless it is there. */
export async function placeModel(
  { target, ids }: CopySides,
  model: LoggedModel,
  copy: LoggedModel | undefined,
  experimentId: string,
): Promise<LoggedModel> {
  const there =
    copy ??
    (await target.createLoggedModel({
      experimentId,
      name: model.name,
      modelType: model.modelType,
      sourceRunId: ids.get(model.sourceRunId),
      params: model.params,
      tags: new Map([...travellingTags(model.tags), [ORIGIN_TAG, originOf(model.modelId, model.tags)]]),
    }));
  ids.add(model.modelId, there.modelId);
  return there;
}

/** Copies the files of a model, what has become of its tags, and last its status. */
export async function fillModel(
  { target, ids, openSourceArtifacts, onFile }: CopySides,
  model: LoggedModel,
  copy: LoggedModel,
): Promise<void> {
  const from = openSourceArtifacts(model.artifactUri);
  await copyArtifacts(from, target.openArtifacts(copy.artifactUri), {
    onFile,
    rewritten: async (path) => {
      if (path !== MODEL_FILE) return undefined;
      const text = new TextDecoder().decode(await from.read(path));
      return ids.text(text.replaceAll(model.artifactUri, copy.artifactUri));
    },
  });
  const tags = missingTags(model, copy);
  if (tags.size > 0) await target.setLoggedModelTags(copy.modelId, tags);
  if (model.status !== copy.status) await target.finalizeLoggedModel(copy.modelId, model.status);
}

function missingTags(model: LoggedModel, copy: LoggedModel): ReadonlyMap<string, string> {
  return new Map([...travellingTags(model.tags)].filter(([key, value]) => copy.tags.get(key) !== value));
}
