// What `npm install` needs to have the program that loads a model.
import { packageVersion } from "../system/index.ts";

/** The text of a package.json that asks for this very version of traintracks. */
export function packageManifest(): string {
  const manifest = { private: true, type: "module", dependencies: { traintracks: packageVersion() } };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
