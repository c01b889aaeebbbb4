// MLflow's own Java client at our server. Where there is no Java or no Maven, its recorded traffic must do: test/golden/rest.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, inject, it } from "vitest";
import { plainEnvironment, runCommand } from "../support/processes.ts";
import { startMlflowServer } from "../support/python.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { testServer } from "../support/tracking-test-server.ts";

const HERE = fileURLToPath(new URL("java/", import.meta.url));

function isThere(command: string, option: string): boolean {
  try {
    execFileSync(command, [option], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** The folder with the client's jars, fetched once for each version of the project file. */
async function jars(): Promise<string> {
  const pom = readFileSync(join(HERE, "pom.xml"));
  const hash = createHash("sha256").update(pom).digest("hex").slice(0, 12);
  const folder = join(homedir(), ".cache", "traintracks", `java-${hash}`);
  if (!existsSync(folder)) {
    const copy = ["-q", "-B", "dependency:copy-dependencies", `-DoutputDirectory=${folder}`];
    await runCommand("mvn", ["-f", join(HERE, "pom.xml"), ...copy], { cwd: temporaryFolder() });
  }
  return folder;
}

/** Runs the session against a server; the facts by their names. */
async function session(url: string): Promise<Readonly<Record<string, string>>> {
  const words = ["-cp", join(await jars(), "*"), join(HERE, "Session.java"), url];
  const env = {
    ...plainEnvironment(),
    MLFLOW_PYTHON_EXECUTABLE: inject("python"),
    MLFLOW_DISABLE_TELEMETRY: "true",
  };
  const output = await runCommand("java", words, { cwd: temporaryFolder(), env });
  return Object.fromEntries(
    Array.from(output.matchAll(/^fact (.*?): (.*)$/gm), ([, key, value]) => [key, value]),
  );
}

// Not every machine has Java and Maven; without them the client's recorded traffic is replayed in test/golden/rest.test.ts.
describe.skipIf(!isThere("java", "-version") || !isThere("mvn", "-version"))("MLflow's Java client", () => {
  it("finds at our server what it finds at MLflow's", async () => {
    const { server, faults } = testServer();
    const ours = await session(await server.listen({ host: "127.0.0.1", port: 0 }));
    expect(ours).toMatchObject({
      status: "FAILED 1795486950900",
      params: '[alpha=0.5, text é=가 & "b"]',
      history: "[1795486950865 0.25 3, 1795486950866 1.0E-300 -4]",
      downloaded: "from java",
    });
    expect(faults).toEqual([]);
    const folder = temporaryFolder();
    await using mlflow = await startMlflowServer(["--backend-store-uri", join(folder, "mlruns")], {
      cwd: folder,
    });
    expect(ours).toEqual(await session(mlflow.url));
  });
});
