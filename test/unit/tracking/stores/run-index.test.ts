// The index spares a process from opening files that another has read; it is never believed against a file.

import type * as NodeFs from "node:fs";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type FileStore, openFileStore } from "../../../../src/tracking/index.ts";
import { memoryFolder } from "../../../support/temporary-folder.ts";

const { opened } = vi.hoisted(() => ({ opened: { count: 0 } }));

vi.mock("node:fs", async (importOriginal) => {
  const real = await importOriginal<typeof NodeFs>();
  const openSync: typeof real.openSync = (...args) => {
    opened.count++;
    return real.openSync(...args);
  };
  return { ...real, openSync };
});

const RUNS = 200;
const SETTLED_MS = 40;

/** A store of 200 runs, old enough for their stamps to be trusted. */
async function storeOfRuns(): Promise<{ readonly root: string; readonly runIds: readonly string[] }> {
  const root = memoryFolder();
  const store = openFileStore(root);
  const runIds = Array.from({ length: RUNS }, (_, i) => {
    const { runId } = store.createRun({ experimentId: "0", runName: `r${i}`, startTimeMs: i }).info;
    const metric = { key: "loss", value: Math.sin(i), timestampMs: 1, step: 0 };
    store.logBatch(runId, {
      metrics: [metric],
      params: new Map([["p", `${i % 5}`]]),
      tags: new Map([["t", "a"]]),
    });
    return runId;
  });
  store.close();
  const last = join(root, "0", runIds.at(-1)!, "meta.yaml");
  await vi.waitFor(() => expect(Date.now() - statSync(last).ctimeMs).toBeGreaterThan(SETTLED_MS));
  return { root, runIds };
}

const search = (store: FileStore) =>
  store.searchRuns({ experimentIds: ["0"], orderBy: ["metrics.loss DESC"], viewType: "ALL" });

function opensFor(work: () => unknown): number {
  opened.count = 0;
  work();
  return opened.count;
}

describe("the index of runs", () => {
  afterEach(() => vi.restoreAllMocks());

  it("spares the next process the files, and this one those it has read", async () => {
    const { root } = await storeOfRuns();
    const store = openFileStore(root);
    expect(opensFor(() => search(store))).toBeGreaterThan(4 * RUNS);
    expect(existsSync(join(root, "0/.traintracks-index"))).toBe(true);
    expect(opensFor(() => search(store))).toBe(0);
    const next = openFileStore(root);
    expect(opensFor(() => search(next))).toBeLessThan(RUNS / 10);
    expect(search(next)).toEqual(search(store));
  });

  it("is rebuilt when it is absent, and taken for what is whole of it when it is damaged", async () => {
    const { root } = await storeOfRuns();
    const index = join(root, "0/.traintracks-index");
    const expected = search(openFileStore(root));
    const bytes = readFileSync(index);
    rmSync(index);
    expect(search(openFileStore(root))).toEqual(expected);
    expect(existsSync(index)).toBe(true);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const damaged = Buffer.from(bytes);
        damaged[at] = damaged[at]! ^ change;
        writeFileSync(index, damaged);
        expect(search(openFileStore(root))).toEqual(expected);
      }),
      { numRuns: 40 },
    );
    for (const text of ["", "{", "traintracks-index 2\n", "\0".repeat(1000)]) {
      writeFileSync(index, text);
      expect(search(openFileStore(root))).toEqual(expected);
    }
  });

  it("is never the truth: whatever another program changes is seen", async () => {
    const { root, runIds } = await storeOfRuns();
    const warm = openFileStore(root);
    search(warm);
    const inPlace = (path: string, change: (text: string) => string) =>
      writeFileSync(path, change(existsSync(path) ? readFileSync(path, "utf8") : ""));
    const changes: readonly ((folder: string) => void)[] = [
      (folder) => inPlace(join(folder, "metrics/loss"), (text) => `${text}2 9.5 9\n`),
      (folder) => inPlace(join(folder, "metrics/loss"), (text) => text.replace(/^1 .*$/m, "1 0.25 0")),
      (folder) => inPlace(join(folder, "tags/t"), () => "b"),
      (folder) => inPlace(join(folder, "tags/new"), () => "x"),
      (folder) => rmSync(join(folder, "tags/t"), { force: true }),
      (folder) =>
        inPlace(join(folder, "meta.yaml"), (text) =>
          text.replace("lifecycle_stage: active", "lifecycle_stage: deleted"),
        ),
      (folder) =>
        inPlace(join(folder, "meta.yaml"), (text) => text.replace(/run_name: .*/, "run_name: renamed")),
      (folder) => inPlace(join(folder, "params/q"), () => "late"),
      (folder) => rmSync(folder, { recursive: true }),
    ];
    for (const [i, change] of changes.entries()) {
      change(join(root, "0", runIds[i * 7]!));
      const cold = memoryFolder();
      cpSync(root, cold, { recursive: true });
      rmSync(join(cold, "0/.traintracks-index"), { force: true });
      const truth = JSON.stringify(shown(openFileStore(cold))).replaceAll(cold, root);
      expect(JSON.stringify(shown(warm))).toBe(truth);
      expect(JSON.stringify(shown(openFileStore(root)))).toBe(truth);
    }
    expect(readdirSync(join(root, "0")).filter((name) => name.startsWith(".traintracks"))).toEqual([
      ".traintracks-index",
    ]);
  });

  it("is done without where it cannot be written", async () => {
    const { root } = await storeOfRuns();
    mkdirSync(join(root, "0/.traintracks-index"));
    writeFileSync(join(root, "0/.traintracks-index/x"), "");
    expect(search(openFileStore(root)).items).toHaveLength(RUNS);
  });
});

/** What a search shows, with maps as lists. */
function shown(store: FileStore): unknown {
  return search(store).items.map(({ info, data }) => [
    info,
    [...data.metrics],
    [...data.params],
    [...data.tags],
  ]);
}
