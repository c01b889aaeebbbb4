// `traintracks models alias | tag | stage | delete`: what is said of registered models and their versions.
import type { Command } from "commander";
import { invalidValue } from "../../errors/index.ts";
import { modelVersionToJson } from "../../registry/index.ts";
import { isVersionName, registryOf, versionNamed } from "../registered-names.ts";
import { addTrackingOptions, answer, type TrackingOptions } from "../tracking-options.ts";

const VERSION = "such as wine/3, wine@champion or wine/latest";

interface AliasOptions extends TrackingOptions {
  readonly delete?: boolean;
}

/** `models alias`. */
export function configureModelsAlias(command: Command): void {
  addTrackingOptions(command)
    .argument("<version>", `the version, ${VERSION}; with --delete the registered model`)
    .argument("<alias>", "such as champion")
    .option("--delete", "take the alias away")
    .action(async (of: string, alias: string, options: AliasOptions) => {
      const registry = registryOf(options);
      if (options.delete === true) {
        const name = isVersionName(of) ? (await versionNamed(registry, of)).name : of;
        await registry.deleteAlias(name, alias);
        return answer(options, `${alias} stands for no version of ${name}`, {});
      }
      const { name, version } = await versionNamed(registry, of);
      await registry.setAlias(name, alias, version);
      answer(options, `${name}@${alias} is version ${version}`, { name, alias, version: String(version) });
    });
}

/** `models tag`. */
export function configureModelsTag(command: Command): void {
  addTrackingOptions(command)
    .argument("<of>", `a registered model, or a version ${VERSION}`)
    .argument("<key>", "the name of the tag")
    .argument("[value]", "its value")
    .option("--delete", "take the tag away")
    .action(async (of: string, key: string, value: string | undefined, options: AliasOptions) => {
      if ((value === undefined) !== (options.delete === true)) {
        throw invalidValue("Cannot set the tag: give either a value or --delete");
      }
      const registry = registryOf(options);
      if (isVersionName(of)) {
        const { name, version } = await versionNamed(registry, of);
        if (value === undefined) await registry.deleteModelVersionTag(name, version, key);
        else await registry.setModelVersionTag(name, version, key, value);
      } else if (value === undefined) await registry.deleteRegisteredModelTag(of, key);
      else await registry.setRegisteredModelTag(of, key, value);
      answer(options, value === undefined ? `Deleted tag ${key} of ${of}` : `Set tag ${key} of ${of}`, {});
    });
}

interface StageOptions extends TrackingOptions {
  readonly archiveOthers?: boolean;
}

/** `models stage`. */
export function configureModelsStage(command: Command): void {
  addTrackingOptions(command)
    .argument("<version>", `the version, ${VERSION}`)
    .argument("<stage>", "Staging, Production, Archived or None")
    .option("--archive-others", "archive the versions that are in that stage now")
    .action(async (of: string, stage: string, options: StageOptions) => {
      const registry = registryOf(options);
      const { name, version } = await versionNamed(registry, of);
      const moved = await registry.transitionStage(name, version, stage, options.archiveOthers === true);
      answer(options, `${name} version ${version} is in stage ${moved.stage}`, modelVersionToJson(moved));
    });
}

interface DeleteOptions extends TrackingOptions {
  readonly allVersions?: boolean;
}

/** `models delete`. */
export function configureModelsDelete(command: Command): void {
  addTrackingOptions(command)
    .argument("<of>", `a version ${VERSION}, or a registered model`)
    .option("--all-versions", "delete a registered model that has versions")
    .action(async (of: string, options: DeleteOptions) => {
      const registry = registryOf(options);
      if (isVersionName(of)) {
        const { name, version } = await versionNamed(registry, of);
        await registry.deleteModelVersion(name, version);
        return answer(options, `Deleted ${name} version ${version}; the files of the model stay`, {});
      }
      const { latestVersions } = await registry.registeredModel(of);
      if (latestVersions.length > 0 && options.allVersions !== true) {
        throw invalidValue(
          `Cannot delete ${of}: it has versions; delete one by ${of}/<version>, or add --all-versions`,
        );
      }
      await registry.deleteRegisteredModel(of);
      answer(options, `Deleted ${of}; the files of its models stay`, {});
    });
}
