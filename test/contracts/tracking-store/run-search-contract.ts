// How every tracking store searches runs.
import { beforeEach, describe, expect, it } from "vitest";
import type { TrackingStore } from "../../../src/tracking/index.ts";
import type { StoreMaker } from "./store-maker.ts";

/** Runs this part of the contract against one kind of store. */
export function testRunSearch(open: StoreMaker): void {
  let store: TrackingStore;
  beforeEach(async () => {
    store = await open();
  });

  describe("searching runs", () => {
    const search = async (filter: string, orderBy?: readonly string[]) => {
      const { items } = await store.searchRuns({ experimentIds: ["0"], filter, orderBy });
      return items.map(({ info }) => info.runName);
    };

    beforeEach(async () => {
      for (const [i, name] of ["a", "b", "c"].entries()) {
        const { info } = await store.createRun({ experimentId: "0", runName: name, startTimeMs: 1000 + i });
        const loss = [0.3, 0.1, Number.NaN][i]!;
        await store.logBatch(info.runId, {
          metrics: [
            { key: "loss", value: 9, timestampMs: 1, step: 0 },
            { key: "loss", value: loss, timestampMs: 1, step: 1 },
          ],
          params: new Map(name === "c" ? [] : [["alpha", `0.${i}`]]),
          tags: new Map([["group", name === "a" ? "A" : "B"]]),
        });
      }
      await store.createRun({ experimentId: "0", runName: "d", startTimeMs: 1003 });
    });

    it("gives the newest first", async () => {
      expect(await search("")).toEqual(["d", "c", "b", "a"]);
    });

    it("compares a metric's last value", async () => {
      expect(await search("metrics.loss < 0.2")).toEqual(["b"]);
      expect(await search("metrics.loss > 1")).toEqual([]);
      expect(await search("metrics.loss != 0.3")).toEqual(["c", "b"]);
    });

    it("combines clauses by AND, OR, NOT and parentheses", async () => {
      expect(await search("tags.group = 'B' AND params.alpha = '0.1'")).toEqual(["b"]);
      expect(await search("params.alpha = '0.0' or params.alpha = '0.1'")).toEqual(["b", "a"]);
      expect(await search("NOT tags.group = 'B'")).toEqual(["d", "a"]);
      expect(await search("run_name = 'd' OR tags.group = 'B' AND NOT (params.alpha = '0.1')")).toEqual([
        "d",
        "c",
      ]);
      expect(await search("(run_name = 'd' OR tags.group = 'B') AND params.alpha IS NULL")).toEqual([
        "d",
        "c",
      ]);
    });

    it("orders by metrics, params, tags and attributes, what is missing last", async () => {
      expect(await search("", ["metrics.loss"])).toEqual(["b", "a", "c", "d"]);
      expect(await search("", ["metrics.loss DESC"])).toEqual(["a", "b", "c", "d"]);
      expect(await search("", ["params.alpha DESC"])).toEqual(["b", "a", "d", "c"]);
      expect(await search("", ["tags.group", "run_name DESC"])).toEqual(["a", "c", "b", "d"]);
      expect(await search("", ["attributes.start_time ASC"])).toEqual(["a", "b", "c", "d"]);
    });

    it("looks at what is in use, what is deleted, or both", async () => {
      const [run] = (await store.searchRuns({ experimentIds: ["0"], filter: "run_name = 'b'" })).items;
      await store.deleteRun(run!.info.runId);
      const named = async (viewType: "ACTIVE_ONLY" | "DELETED_ONLY" | "ALL") =>
        (await store.searchRuns({ experimentIds: ["0"], viewType })).items.map(({ info }) => info.runName);
      expect(await named("ACTIVE_ONLY")).toEqual(["d", "c", "a"]);
      expect(await named("DELETED_ONLY")).toEqual(["b"]);
      expect(await named("ALL")).toEqual(["d", "c", "b", "a"]);
    });

    it("comes page by page", async () => {
      const names: string[] = [];
      let pageToken: string | undefined;
      do {
        const page = await store.searchRuns({ experimentIds: ["0"], maxResults: 3, pageToken });
        names.push(...page.items.map(({ info }) => info.runName));
        pageToken = page.nextPageToken;
      } while (pageToken !== undefined);
      expect(names).toEqual(["d", "c", "b", "a"]);
    });

    it("passes over experiments that do not exist, and gives nothing for none", async () => {
      expect((await store.searchRuns({ experimentIds: ["0", "77", "0"] })).items).toHaveLength(4);
      expect((await store.searchRuns({ experimentIds: [] })).items).toEqual([]);
    });

    it.each([
      { filter: "metrics.loss >" },
      { filter: "metrics.loss = 'x'" },
      { filter: "nothing.x = 'y'" },
      { orderBy: ["metrics.loss SIDEWAYS"] },
      { pageToken: "zzz" },
      { maxResults: 50_001 },
    ])("refuses %j", async (request) => {
      await expect(async () => store.searchRuns({ experimentIds: ["0"], ...request })).rejects.toMatchObject({
        code: "INVALID_PARAMETER_VALUE",
      });
    });
  });
}
