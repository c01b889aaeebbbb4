import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RunBlock } from "../../../../src/ui/api/runs.ts";
import type { ColumnRef, RunRow } from "../../../../src/ui/api/shapes.ts";
import {
  atPlace,
  type Expansion,
  mainRange,
  placeCount,
  placeOf,
} from "../../../../src/ui/experiment/rows/expansions.ts";
import { BLOCK_ROWS, RunBlocks } from "../../../../src/ui/experiment/rows/run-blocks.ts";

const expansions = fc
  .uniqueArray(
    fc.record({ below: fc.nat(50), lines: fc.array(fc.string(), { minLength: 1, maxLength: 4 }) }),
    {
      selector: ({ below }) => below,
      maxLength: 6,
    },
  )
  .map((list) => list.toSorted((a, b) => a.below - b.below));

/** The places written out one by one. */
function written(mainRows: number, open: readonly Expansion<string>[]): readonly (number | string)[] {
  return Array.from({ length: mainRows }, (_, main) => [
    main,
    ...(open.find(({ below }) => below === main)?.lines ?? []),
  ]).flat();
}

describe("rows with others below them", () => {
  it("stand where they would if they were written out", () => {
    fc.assert(
      fc.property(expansions, (open) => {
        const places = written(51, open);
        expect(placeCount(51, open)).toBe(places.length);
        places.forEach((expected, place) => {
          const found = atPlace(place, open);
          expect("main" in found ? found.main : found.line).toBe(expected);
          if (typeof expected === "number") expect(placeOf(expected, open)).toBe(place);
        });
      }),
    );
  });

  it("show in a range of places the main rows that are seen there, or whose lines are", () => {
    fc.assert(
      fc.property(expansions, fc.nat(40), fc.integer({ min: 1, max: 20 }), (open, start, length) => {
        const { start: first, end } = mainRange({ start, end: start + length }, open);
        written(51, open)
          .slice(start, start + length)
          .forEach((place) => {
            if (typeof place !== "number") return;
            expect(place).toBeGreaterThanOrEqual(first);
            expect(place).toBeLessThan(end);
          });
      }),
    );
  });
});

interface Request {
  readonly offset: number;
  readonly columns: readonly string[];
  readonly rows: boolean;
  readonly signal: AbortSignal;
  answer(ids: readonly string[], total: number): Promise<void>;
}

/** A server that answers when it is told to. */
function pendingServer(): {
  readonly requests: Request[];
  readonly fetch: ConstructorParameters<typeof RunBlocks>[0];
} {
  const requests: Request[] = [];
  return {
    requests,
    fetch: ({ offset, columns, rows }, signal) =>
      new Promise<RunBlock>((resolve) => {
        requests.push({
          offset,
          columns: columns.map(({ key }) => key),
          rows,
          signal,
          answer: async (ids, total) => {
            resolve({
              version: 1,
              total,
              all: total,
              offset,
              run_ids: ids,
              rows: ids.map(row),
              values: columns.map(({ key }) => ids.map((id) => `${key} of ${id}`)),
            });
            await Promise.resolve();
          },
        });
      }),
  };
}

function row(run_id: string): RunRow {
  return {
    run_id,
    experiment_id: "1",
    run_name: run_id,
    status: "FINISHED",
    is_stale: false,
    start_time: 0,
    end_time: 1,
    user_id: "",
    lifecycle_stage: "active",
    parent_id: null,
    n_children: 0,
    note: null,
    source_name: null,
    source_type: null,
    git_commit: null,
  };
}

function ids(first: number, count = BLOCK_ROWS): readonly string[] {
  return Array.from({ length: count }, (_, i) => `run ${first + i}`);
}

const A: ColumnRef = { kind: "metric", key: "a" };
const B: ColumnRef = { kind: "metric", key: "b" };

describe("blocks of runs", () => {
  it("are asked for once, and later only for the columns that are missing", async () => {
    const { requests, fetch } = pendingServer();
    const blocks = new RunBlocks(fetch, { onChange: () => undefined, onShift: () => undefined });
    blocks.see({ start: 0, end: 40 }, [A]);
    expect(requests).toMatchObject([{ offset: 0, columns: ["a"], rows: true }]);
    await requests[0]!.answer(ids(0), 5_000);
    expect([blocks.total, blocks.run(3)?.run_id, blocks.value(3, "metrics.a")]).toEqual([
      5_000,
      "run 3",
      "a of run 3",
    ]);
    blocks.refresh();
    blocks.close();
  });

  it("that went out of sight before they came are given up", () => {
    const { requests, fetch } = pendingServer();
    const blocks = new RunBlocks(fetch, { onChange: () => undefined, onShift: () => undefined });
    blocks.see({ start: 0, end: 40 }, [A]);
    blocks.see({ start: 4_000, end: 4_040 }, [A]);
    blocks.refresh();
    expect(requests[0]!.signal.aborted).toBe(true);
    expect(requests.at(-1)).toMatchObject({ offset: 4_000 });
    blocks.close();
  });

  it("stay to be seen while they are asked for anew, and the run in sight stays where it is", async () => {
    const { requests, fetch } = pendingServer();
    const shifts: number[] = [];
    const blocks = new RunBlocks(fetch, { onChange: () => undefined, onShift: (rows) => shifts.push(rows) });
    blocks.see({ start: 10, end: 40 }, [A, B]);
    await requests[0]!.answer(ids(0), 200);
    blocks.refresh();
    expect(blocks.run(10)?.run_id).toBe("run 10");
    expect(requests[1]).toMatchObject({ offset: 0, columns: ["a", "b"], rows: true });
    await requests[1]!.answer(["new 1", "new 2", ...ids(0, BLOCK_ROWS - 2)], 202);
    expect(shifts).toEqual([2]);
    expect([blocks.run(12)?.run_id, blocks.rowOf("run 10"), blocks.total]).toEqual(["run 10", 12, 202]);
    blocks.close();
  });
});
