// Names of registered models and their versions, as they are typed: `wine`, `wine/3`, `wine@champion`, `wine/latest`.
import { invalidValue, quote } from "../errors/index.ts";
import {
  currentRegistry,
  findModelVersion,
  type ModelVersion,
  type RegistryStore,
} from "../registry/index.ts";
import { setTrackingUri } from "../tracking/index.ts";
import type { TrackingOptions } from "./tracking-options.ts";

/** Lets everything below use the tracker that the options name; the registry in use. */
export function registryOf({ trackingUri }: TrackingOptions): RegistryStore {
  if (trackingUri !== undefined) setTrackingUri(trackingUri);
  return currentRegistry();
}

/** Whether a name stands for one version, and not for a registered model. */
export function isVersionName(name: string): boolean {
  return /[/@]/.test(name.replace(/^models:\/*/, ""));
}

/**
 * The version that a name stands for.
 *
 * @throws RangeError when it is no name of a version.
 */
export async function versionNamed(registry: RegistryStore, name: string): Promise<ModelVersion> {
  if (!isVersionName(name)) {
    throw invalidValue(
      `Cannot tell which version of ${quote(name)} is meant: write ${name}/3, ${name}@champion or ${name}/latest`,
    );
  }
  return await findModelVersion(registry, modelUriOf(name));
}

/** A name of a version as a URI; everything else as it is. */
export function modelUriOf(name: string): string {
  return /^[^/@:.~\\]+(\/[^/@:]+|@[^/@:]+)$/.test(name) ? `models:/${name}` : name;
}
