// Why two runs of the same program may differ: what is not the same around them.
import type { Machine } from "../system/index.ts";
import type { Run, RunRecord, TrackingClient } from "../tracking/index.ts";
import { type KeptRecords, readRecords } from "./run-records.ts";

/**
 * What is different around a run and its reproduction, in sentences.
 *
 * @param before What the run keeps.
 * @param again The reproduction.
 */
export async function reasonsFor(
  before: KeptRecords,
  again: Run,
  client: TrackingClient,
): Promise<readonly string[]> {
  const after = await readRecords(again, client);
  const reasons = [
    ...(before.program === undefined || after.program === undefined
      ? ["the program is not one of this package, so that nothing is known of its versions and seeds"]
      : recordReasons(before.program, after.program)),
  ];
  if (reasons.length > 0) return reasons;
  return [
    "code, versions and machine are the same: the program depends on something else, such as time or chance",
  ];
}

/** What two records tell. */
function recordReasons(before: RunRecord, after: RunRecord): readonly string[] {
  return [
    ...change("Node.js", before.node, after.node),
    ...machineReasons(before.machine, after.machine),
    ...packageReasons(before.packages, after.packages),
    ...change("the lock file's SHA-256", before.lock?.sha256.slice(0, 12), after.lock?.sha256.slice(0, 12)),
    ...seedReasons(before),
    ...leftOutReasons(before),
  ];
}

function machineReasons(before: Machine, after: Machine): readonly string[] {
  return [
    ...change(
      "the operating system",
      `${before.platform} ${before.release}`,
      `${after.platform} ${after.release}`,
    ),
    ...change(
      "the processor",
      `${before.architecture} ${before.processor}`,
      `${after.architecture} ${after.processor}`,
    ),
    ...change("the number of cores", String(before.cores), String(after.cores)),
  ];
}

function packageReasons(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly string[] {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  return names.flatMap((name) => change(name, before.get(name), after.get(name)));
}

function seedReasons({ seeds }: RunRecord): readonly string[] {
  const drawn = seeds.filter((noted) => noted.drawn).map(({ seed }) => seed);
  return drawn.length === 0 ? [] : [`the program was given no seed and drew ${drawn.join(", ")} by chance`];
}

function leftOutReasons({ source }: RunRecord): readonly string[] {
  const files = source?.leftOut ?? [];
  return files.length === 0
    ? []
    : [`files were too large to be kept with the run: ${files.slice(0, 5).join(", ")}`];
}

function change(what: string, before: string | undefined, after: string | undefined): readonly string[] {
  return before === after ? [] : [`${what} was ${before ?? "absent"}, and is ${after ?? "absent"}`];
}
