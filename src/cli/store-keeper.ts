// Lets the pages of the tracking server look after the store: the doctor works in a process of its own, for it may take long.
import { failure } from "../errors/index.ts";
import type { StoreKeeper } from "../server/index.ts";
import {
  childOutput,
  environmentVariables,
  nodeProgram,
  scriptPath,
  workingFolder,
} from "../system/index.ts";
import type { DoctorReport, FileStore, Finding } from "../tracking/index.ts";

const TIME_LIMIT_MS = 600_000;

/** What looks after a store. */
export function storeKeeper(store: FileStore): StoreKeeper {
  let examination: Promise<DoctorReport> | undefined;
  return {
    damage: () => store.damage(),
    purgeTrash: (options) => store.purgeTrash(options),
    // Who asks while it goes on gets the same answer.
    examine: () => {
      examination ??= examine(store.folder).finally(() => {
        examination = undefined;
      });
      return examination;
    },
  };
}

async function examine(folder: string): Promise<DoctorReport> {
  const script = scriptPath() ?? "";
  const words = [nodeProgram(), script, "doctor", "--json", "--backend-store-uri", folder];
  const environment = environmentVariables();
  const { stdout, stderr } = await childOutput(words, {
    folder: workingFolder(),
    environment,
    timeLimitMs: TIME_LIMIT_MS,
  });
  try {
    return reportOf(JSON.parse(new TextDecoder().decode(stdout)) as ReportJson);
  } catch (cause) {
    throw failure("INTERNAL_ERROR", `Cannot read what the doctor says: ${stderr.slice(0, 1000)}`, { cause });
  }
}

/** What the command `doctor --json` prints; it is the same program. */
type ReportJson = Omit<DoctorReport, "findings"> & {
  readonly findings: readonly (Omit<Finding, "isRepaired"> & { readonly is_repaired: boolean })[];
};

function reportOf({ findings, ...counts }: ReportJson): DoctorReport {
  return {
    ...counts,
    findings: findings.map(({ is_repaired, ...finding }) => ({ ...finding, isRepaired: is_repaired })),
  };
}
