import { describe, expect, it } from "vitest";
import type { RunDetail } from "../../../../src/ui/api/runs.ts";
import { runDocument } from "../../../../src/ui/export/run-document.ts";

const EVIL = '<script>alert("1")</script>';

const detail: RunDetail = {
  run: {
    run_id: "0".repeat(32),
    experiment_id: "1",
    run_name: EVIL,
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
    artifact_uri: "",
  },
  experiment: { experiment_id: "1", name: EVIL, lifecycle_stage: "active" },
  params: [{ key: EVIL, value: EVIL }],
  tags: [
    {
      key: "mlflow.note.content",
      value: `# Note\n\nText ${EVIL} [link](javascript:alert(1)) ![x](http://a.b/c.png)`,
    },
    { key: "team", value: "blue" },
  ],
  metrics: [],
  datasets: [],
  input_models: [],
  output_models: [],
  registered: [],
  ancestors: [],
  children: [],
  n_children: 0,
  system_metric_keys: [],
  is_stale: false,
  last_activity: null,
  version: 1,
  newer_run_id: null,
  older_run_id: null,
};

const html = runDocument({
  detail,
  series: [
    {
      run_id: "0",
      key: `loss ${EVIL}`,
      total: 2,
      in_range: 2,
      is_exact: true,
      x: [0, 1],
      y: [3, 1],
      steps: [0, 1],
      times: [0, 1],
      min: null,
      max: null,
      first_x: 0,
      last_x: 1,
      n_nan: 0,
      n_inf: 0,
    },
  ],
  pictures: [{ path: "a.png", url: "data:image/png;base64,AA==" }],
  color: { light: "#000000", dark: "#ffffff" },
  language: "en",
  words: {
    metrics: "Metrics",
    params: "Parameters",
    tags: "Tags",
    note: "Note",
    datasets: "Data sets",
    last: "Last",
    min: "Minimum",
    max: "Maximum",
    started: "Started",
    duration: "Duration",
  },
  started: "today",
  duration: "1 s",
  status: "Finished",
});

describe("a run as one HTML file", () => {
  it("takes everything that was logged as text", () => {
    expect(html).not.toContain("<script");
    expect(html).not.toContain("javascript:");
    expect(html).toContain("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;");
  });

  it("needs nothing from anywhere: no address but data in it is loaded", () => {
    const loaded = Array.from(html.matchAll(/(?:src|href)="([^"]*)"/g), ([, address]) => address);
    expect(loaded).toEqual(["data:image/png;base64,AA=="]);
    expect(html).toContain("default-src 'none'");
  });

  it("has the note, the tags, and a chart of each course", () => {
    expect(html).toContain("<h1>Note</h1>");
    expect(html).toContain("blue");
    expect(html).toMatch(/<svg[^>]*>.*<path class="line"/s);
  });
});
