// The file store on a disk whose k-th call goes wrong, for every k: nothing acknowledged is lost, nothing half-made seen.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openFileStore } from "../../src/tracking/index.ts";
import { memoryFolder } from "../support/temporary-folder.ts";
import { silenceWarnings } from "../support/warnings.ts";
import { armDisk, disarmDisk, type FaultPlan, Killed } from "./faulty-disk.ts";
import { type Knowledge, liveWith, noKnowledge, violationsOf } from "./store-scenario.ts";

vi.mock("node:fs", async (importOriginal) => {
  const { faultyFs } = await import("./faulty-disk.ts");
  return faultyFs(await importOriginal());
});

interface Outcome {
  readonly violations: readonly string[];
  /** Whether the store worked on as if nothing had been, once the fault was gone. */
  readonly goesOn: boolean;
  readonly calls: number;
}

/** Lives with a store on a disk that fails by the plan, then reads it with a sound disk. */
function liveThrough(plan: FaultPlan): Outcome {
  const root = memoryFolder();
  const knowledge = noKnowledge();
  armDisk(plan);
  try {
    liveWith(openFileStore(root), knowledge, "before");
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
  }
  const calls = disarmDisk();
  const reopened = openFileStore(root);
  const violations = violationsOf(reopened, knowledge);
  const later: Knowledge = noKnowledge();
  const goesOn = liveWith(reopened, later, "after") && violationsOf(reopened, later).length === 0;
  return { violations, goesOn, calls };
}

describe("a file store", () => {
  let restoreWarnings: () => Promise<void>;
  beforeEach(() => {
    restoreWarnings = silenceWarnings();
    // The process that left a lock behind is simulated: it has our number, and is gone.
    vi.spyOn(process, "kill").mockImplementation(() => {
      throw Object.assign(new Error("kill ESRCH"), { code: "ESRCH" });
    });
    // Waiting for processes that are not there takes no time.
    vi.spyOn(Atomics, "wait").mockReturnValue("timed-out");
  });
  afterEach(async () => {
    disarmDisk();
    vi.restoreAllMocks();
    await restoreWarnings();
  });

  it.each(["kill", "error", "errors"] as const)(
    "survives every call going wrong by %s",
    (kind) => {
      let at = 1;
      for (; ; at++) {
        const { violations, goesOn, calls } = liveThrough({ kind, at });
        expect({ at, violations, goesOn }).toEqual({ at, violations: [], goesOn: true });
        if (calls < at) break;
      }
      expect(at).toBeGreaterThan(100);
    },
    300_000,
  );

  it("is caught by these checks if a write is only said to have happened", () => {
    let caught = 0;
    for (let at = 1; ; at++) {
      const { violations, calls } = liveThrough({ kind: "lie", at });
      if (violations.length > 0) caught++;
      if (calls < at) break;
    }
    expect(caught).toBeGreaterThan(5);
  }, 300_000);
});
