import { describe, expect, it } from "vitest";
import type { RunColumns } from "../../../../src/ui/api/runs.ts";
import { parseAddress } from "../../../../src/ui/app/address.ts";
import { shownColumns } from "../../../../src/ui/experiment/columns/shown-columns.ts";
import { tabLink } from "../../../../src/ui/experiment/tab-link.ts";
import { moveColumn, nextOrder } from "../../../../src/ui/experiment/table-changes.ts";
import { tableCsv, tableJson } from "../../../../src/ui/experiment/table-files.ts";
import { readSettings, settingsQuery } from "../../../../src/ui/experiment/table-settings.ts";
import { resolveView, savedViews, viewId, viewTag } from "../../../../src/ui/experiment/views/saved-view.ts";
import { columnText } from "../../../../src/ui/table/column-text.ts";

const KNOWN: RunColumns = {
  version: 1,
  n_runs: 10,
  incomplete: false,
  metrics: [
    { key: "rmse", count: 10, varies: true },
    { key: "rare", count: 1, varies: true },
    { key: "system/cpu", count: 10, varies: true },
  ],
  params: [
    { key: "alpha", count: 10, distinct: 4, varies: true },
    { key: "max_iter", count: 9, distinct: 1, varies: true },
    { key: "tol", count: 10, distinct: 1, varies: false },
  ],
  tags: [],
};

const names = (settings: Parameters<typeof shownColumns>[2]): readonly string[] =>
  shownColumns(KNOWN, KNOWN, settings).map(columnText);

describe("the settings of the table", () => {
  it("come back out of the address they went into", () => {
    const settings = readSettings(
      new Map([
        ["q", "metrics.rmse < 3"],
        ["sort", "-min.rmse"],
        ["cols", "params.alpha,metrics.rmse"],
        ["pin", "params.alpha"],
        ["group", "params.seed"],
        ["band", "ci"],
        ["flat", "1"],
        ["diff", "1"],
        ["spark", "1"],
      ]),
    );
    const query = new Map(
      Object.entries(settingsQuery(settings)).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value] as const],
      ),
    );
    expect(readSettings(query)).toEqual(settings);
  });

  it("leave the address when they are as they are by themselves", () => {
    expect(Object.values(settingsQuery(readSettings(new Map())))).toEqual(
      Array.from({ length: 9 }, () => undefined),
    );
  });
});

describe("the columns that are shown", () => {
  const none = readSettings(new Map());

  it("are at first the metrics, the most frequent first, and the parameters that differ", () => {
    expect(names(none)).toEqual([
      "metrics.rmse",
      "metrics.rare",
      "params.alpha",
      "attr.start_time",
      "attr.duration",
    ]);
  });

  it("always have what the runs are sorted by among them", () => {
    const settings = readSettings(
      new Map([
        ["sort", "-max.rmse"],
        ["cols", "params.alpha"],
      ]),
    );
    expect(names(settings)).toEqual(["max.rmse", "params.alpha"]);
  });

  it("are only those that differ when that is wanted", () => {
    const settings = readSettings(
      new Map([
        ["diff", "1"],
        ["cols", "params.alpha,params.tol"],
      ]),
    );
    expect(names(settings)).toEqual(["params.alpha"]);
  });
});

describe("the head of the table", () => {
  const alpha = { kind: "param" as const, key: "alpha" };
  const seed = { kind: "param" as const, key: "seed" };

  it("sorts upwards, downwards, and then as before", () => {
    const up = nextOrder([], alpha);
    const down = nextOrder(up, alpha);
    expect([up[0]?.descending, down[0]?.descending, nextOrder(down, alpha)]).toEqual([false, true, []]);
  });

  it("puts a column in the place of the one it is dropped on", () => {
    const columns = [{ kind: "metric" as const, key: "a" }, alpha, seed];
    expect(moveColumn(columns, "params.seed", "metrics.a").map(({ key }) => key)).toEqual([
      "seed",
      "a",
      "alpha",
    ]);
    expect(moveColumn(columns, "metrics.a", "params.seed").map(({ key }) => key)).toEqual([
      "alpha",
      "seed",
      "a",
    ]);
  });
});

describe("links between the parts of an experiment", () => {
  it("keep groups and bands, which the charts spell in their own way", () => {
    const table = new Map([
      ["q", "metrics.rmse < 3"],
      ["group", "params.alpha"],
    ]);
    const charts = parseAddress(tabLink("1", "table", "charts", table));
    expect([charts.path, charts.query.get("group"), charts.query.get("band"), charts.query.get("q")]).toEqual(
      [["experiments", "1", "charts"], "param.alpha", "std", "metrics.rmse < 3"],
    );
    expect(parseAddress(tabLink("1", "charts", "table", charts.query)).query).toEqual(table);
  });
});

describe("saved views", () => {
  const view = { id: "a1", name: "Best", place: "charts?y=rmse", isDefault: true };
  const tags = { "traintracks.view.a1": viewTag(view), "traintracks.view.bad": "{", other: "x" };

  it("come back out of the tags of the experiment", () => {
    expect(savedViews(tags)).toEqual([view]);
  });

  it("are shown when the address names one, or says nothing and one is the first", () => {
    const link = "#/experiments/3/charts?y=rmse&view=a1";
    expect(resolveView("3", new Map([["view", "a1"]]), [view])).toBe(link);
    expect(resolveView("3", new Map(), [view])).toBe(link);
    expect(resolveView("3", new Map([["q", "x"]]), [view])).toBeUndefined();
    expect(resolveView("3", new Map([["view", "gone"]]), [view])).toBeUndefined();
  });

  it("have short ids that differ when the views do", () => {
    expect(viewId("a")).not.toBe(viewId("b"));
    expect(viewId("x".repeat(5_000)).length).toBeLessThanOrEqual(14);
  });
});

describe("the table as a file", () => {
  const rows = [
    {
      run_id: "a",
      run_name: 'say "hi", twice',
      status: "RUNNING",
      start_time: Date.UTC(2026, 0, 1),
      end_time: null,
      experiment_id: "1",
      is_stale: false,
      user_id: "",
      lifecycle_stage: "active" as const,
      parent_id: null,
      n_children: 0,
      note: null,
      source_name: null,
      source_type: null,
      git_commit: null,
    },
  ];

  it("is CSV as RFC 4180 has it", () => {
    expect(tableCsv(rows, ["metrics.a", "params.b"], [[0.1, null]])).toBe(
      'run_id,run_name,status,start_time,end_time,metrics.a,params.b\r\na,"say ""hi"", twice",RUNNING,2026-01-01T00:00:00.000Z,,0.1,\r\n',
    );
  });

  it("is JSON with a record for each run", () => {
    expect(JSON.parse(tableJson(rows, ["metrics.a"], [["NaN"]]))).toEqual([
      {
        run_id: "a",
        run_name: 'say "hi", twice',
        status: "RUNNING",
        start_time: "2026-01-01T00:00:00.000Z",
        end_time: null,
        "metrics.a": "NaN",
      },
    ]);
  });
});
