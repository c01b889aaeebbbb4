import { describe, expect, it } from "vitest";
import { duration, fileSizeText, shortNumber } from "../../../../src/server/pages/format.ts";
import { html } from "../../../../src/server/pages/html.ts";
import { sparkline } from "../../../../src/server/pages/sparkline.ts";
import { newRun, testServer } from "../../../support/tracking-test-server.ts";

describe("the HTML template", () => {
  it("escapes every value, in text and in attributes, and leaves HTML as it is", () => {
    const name = `<b title="x">'&'</b>`;
    expect(
      html`<p title="${name}">${name}${html`<i>${1}</i>`}${[html`<br>`, "a"]}${undefined}${false}</p>`.text,
    ).toBe(
      '<p title="&#60;b title=&#34;x&#34;&#62;&#39;&#38;&#39;&#60;/b&#62;">&#60;b title=&#34;x&#34;&#62;&#39;&#38;&#39;&#60;/b&#62;<i>1</i><br>a</p>',
    );
  });
});

describe("numbers, times and sizes", () => {
  it.each([
    [0, "0"],
    [0.78624, "0.78624"],
    [65.28994893290928, "65.29"],
    [1e-7, "1.000e-7"],
    [123456789, "123456789"],
    [1e300, "1.000e+300"],
    [Number.NaN, "NaN"],
    [Number.NEGATIVE_INFINITY, "-Infinity"],
  ])("%d reads %s", (value, text) => {
    expect(shortNumber(value)).toBe(text);
  });

  it("are in units that suit them", () => {
    expect([714, 1300, 61_000, 3_700_000].map(duration)).toEqual([
      "714 ms",
      "1.3 s",
      "1 min 1 s",
      "1 h 1 min",
    ]);
    expect([0, 1023, 1024, 83_974, 5 * 1024 ** 3].map(fileSizeText)).toEqual([
      "0 B",
      "1023 B",
      "1.0 KiB",
      "82.0 KiB",
      "5.0 GiB",
    ]);
  });
});

describe("a sparkline", () => {
  const point = (
    step: number,
    value: number,
  ): { key: string; value: number; timestampMs: number; step: number } => ({
    key: "m",
    value,
    timestampMs: 0,
    step,
  });

  it("spans its picture from the first step to the last, from the lowest value to the highest", () => {
    const picture = sparkline([point(0, 1), point(5, 3), point(10, 2)])?.text ?? "";
    expect(picture).toContain('points="6.0,66.0 160.0,6.0 314.0,36.0"');
    expect(picture).toContain('aria-label="3 points from 1 to 3"');
  });

  it("is not drawn for one step, and leaves out what is not finite", () => {
    expect(sparkline([point(0, 1), point(0, 2)])).toBeUndefined();
    expect(sparkline([point(0, 1), point(1, Number.NaN)])).toBeUndefined();
    expect(sparkline([])).toBeUndefined();
  });
});

describe("the pages", () => {
  it("show a newcomer what to do, with the address of this very server", async () => {
    const { send } = testServer();
    const { text, headers } = await send({ method: "GET", url: "/", headers: { host: "127.0.0.1:5001" } });
    expect(headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(text).toContain("MLFLOW_TRACKING_URI=http://127.0.0.1:5001 ");
    expect((await send({ method: "GET", url: "/experiments/0" })).text).toContain("No runs yet");
    expect((await send({ method: "GET", url: "/models" })).text).toContain("No model is registered yet");
  });

  it("show runs with their params and metrics, filtered and in order", async () => {
    const target = testServer();
    for (const [name, rmse] of [
      ["good", 0.5],
      ["bad", 2.5],
    ] as const) {
      const runId = await newRun(target, { run_name: name, start_time: 1 });
      await target.call("POST", "runs/log-batch", {
        run_id: runId,
        params: [{ key: "alpha", value: `a-${name}` }],
        metrics: [{ key: "rmse", value: rmse, timestamp: 1 }],
      });
    }
    const page = async (query: string): Promise<string> =>
      (await target.send({ method: "GET", url: `/experiments/0?${query}` })).text;
    const ordered = await page("order_by=metrics.rmse+DESC");
    expect(ordered.indexOf(">bad<")).toBeLessThan(ordered.indexOf(">good<"));
    expect(ordered).toContain("a-good");
    const filtered = await page("filter=metrics.rmse+%3C+1");
    expect(filtered).toContain(">good<");
    expect(filtered).not.toContain(">bad<");
    expect(await page("filter=metrics.rmse+%3C")).toContain("a value was expected");
    expect(await page("filter=metrics.rmse+%3C+0")).toContain("No run matches this filter");
    expect((await target.send({ method: "GET", url: "/" })).text).toContain(">good<");
  });

  it("show everything of a run, its files and models", async () => {
    const target = testServer();
    const runId = await newRun(target, { run_name: "whole", user_id: "alice", start_time: 1 });
    await target.call("POST", "runs/log-batch", {
      run_id: runId,
      metrics: [0, 1, 2].map((step) => ({ key: "loss", value: 3 - step, timestamp: 1, step })),
      tags: [{ key: "mlflow.note.content", value: "a note" }],
    });
    await target.call("POST", "runs/log-inputs", {
      run_id: runId,
      datasets: [{ dataset: { name: "diabetes", digest: "6d2b7429", source_type: "local", source: "x" } }],
    });
    for (const path of ["plot.png", "deep/a.txt"]) {
      await target.send({
        method: "PUT",
        url: `/api/2.0/mlflow-artifacts/artifacts/0/${runId}/artifacts/${path}`,
        payload: "x",
      });
    }
    const made = await target.call("POST", "logged-models", {
      experiment_id: "0",
      name: "net",
      source_run_id: runId,
    });
    const { model } = made.json as { model: { info: { model_id: string } } };
    await target.call("POST", "runs/outputs", {
      run_id: runId,
      models: [{ model_id: model.info.model_id, step: 0 }],
    });

    const { text } = await target.send({ method: "GET", url: `/runs/${runId}` });
    for (const part of [
      "whole",
      "alice",
      "a note",
      "loss",
      "<svg class",
      "diabetes",
      "deep/",
      model.info.model_id,
    ]) {
      expect(text).toContain(part);
    }
    expect(text).toContain(`<img src="/get-artifact?run_id=${runId}&#38;path=plot.png"`);
    const deep = await target.send({ method: "GET", url: `/runs/${runId}?path=deep` });
    expect(deep.text).toContain("a.txt");
    const ofModel = await target.send({ method: "GET", url: `/logged-models/${model.info.model_id}` });
    expect(ofModel.text).toContain(`models:/${model.info.model_id}`);
    await target.call("POST", "registered-models/create", { name: "Net" });
    await target.call("POST", "model-versions/create", {
      name: "Net",
      source: `models:/${model.info.model_id}`,
    });
    await target.call("POST", "registered-models/alias", { name: "Net", alias: "champion", version: "1" });
    expect((await target.send({ method: "GET", url: "/models" })).text).toContain("@champion");
  });

  it("say in HTML what is not there, and come with a style sheet and an icon", async () => {
    const { send, faults } = testServer();
    for (const url of ["/runs/nope", "/experiments/99", "/logged-models/m-nope"]) {
      const { status, text, headers } = await send({ method: "GET", url });
      expect(status).toBe(404);
      expect(headers["content-type"]).toContain("text/html");
      expect(text).toContain("<h1>Not found</h1>");
    }
    expect((await send({ method: "GET", url: "/pages.css" })).headers["content-type"]).toContain("text/css");
    expect((await send({ method: "GET", url: "/favicon.svg" })).headers["content-type"]).toContain(
      "image/svg+xml",
    );
    expect(faults).toEqual([]);
  });
});
