// How this process proves to a tracking server who it is.
import { join } from "node:path";
import { environmentText, homeFolder, readTextIfPresent } from "../../system/index.ts";

/** Where `mlflow` too keeps a name and a password, below the home folder. */
const CREDENTIALS_FILE = ".mlflow/credentials";

/**
 * The value of the `Authorization` header for a server, or undefined when there is nothing to show. In this order: the
 * name and password of the URL; MLFLOW_TRACKING_USERNAME and _PASSWORD, where each may instead stand in
 * `~/.mlflow/credentials`; MLFLOW_TRACKING_TOKEN.
 */
export function authorizationFor(url: URL): string | undefined {
  if (url.username !== "") return basic(decodeURIComponent(url.username), decodeURIComponent(url.password));
  const stored = storedCredentials();
  const username = environmentText("MLFLOW_TRACKING_USERNAME") ?? stored.get("mlflow_tracking_username");
  const password = environmentText("MLFLOW_TRACKING_PASSWORD") ?? stored.get("mlflow_tracking_password");
  if (username !== undefined && password !== undefined) return basic(username, password);
  const token = environmentText("MLFLOW_TRACKING_TOKEN");
  return token === undefined ? undefined : `Bearer ${token}`;
}

function basic(username: string, password: string): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
}

/** The section `[mlflow]` of the credentials file, an INI file. */
function storedCredentials(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  let section = "";
  for (const line of (readTextIfPresent(join(homeFolder(), CREDENTIALS_FILE)) ?? "").split(/\r?\n/)) {
    const [, name] = /^\s*\[(.+)\]\s*$/.exec(line) ?? [];
    if (name !== undefined) section = name;
    const [, key, value] = /^\s*([^#;=\s]+)\s*[=:]\s*(.*?)\s*$/.exec(line) ?? [];
    if (section === "mlflow" && key !== undefined && value !== undefined) found.set(key.toLowerCase(), value);
  }
  return found;
}
