import { describe, expect, it } from "vitest";
import { useUiServer } from "./support/ui-server.ts";
import { LONG_MAXIMUM, LONG_MINIMUM } from "./support/ui-store.ts";

const app = useUiServer();

describe("the charts of an experiment", () => {
  it("draw every metric of its runs, by step or by time, and break no rule of accessibility", async () => {
    const { page, open, brokenRules, takePictures } = await app.page({ width: 1440, height: 900 });
    await open(`#/experiments/${app.data.experiments.search}/charts`);
    await page.getByRole("heading", { name: "loss", exact: true }).waitFor();
    await page.locator(".u-over").first().waitFor();
    expect(await brokenRules()).toEqual([]);
    await takePictures("charts");
    await page.getByLabel("X axis").selectOption("relative");
    await page.getByLabel("Smoothing").fill("0.8");
    await page.getByRole("button", { name: "Log y" }).click();
    expect(page.url()).toContain("x=relative");
    expect(page.url()).toContain("smooth=0.8");
    expect(page.url()).toContain("logy=1");
    await takePictures("charts-smoothed");
  });

  it("draw groups as means with bands, and their members on demand", async () => {
    const { page, open, brokenRules, takePictures } = await app.page({ width: 1440, height: 900 });
    await open(`#/experiments/${app.data.experiments.search}/charts?group=param.alpha`);
    await page.locator(".u-over").first().waitFor();
    await page.getByText(/groups? of \d+ runs/).waitFor();
    await page.getByRole("button", { name: "Members" }).first().click();
    expect(await brokenRules()).toEqual([]);
    await takePictures("charts-groups");
  });
});

describe("the chart of a long course", () => {
  it("keeps the true least and most of a hundred thousand points, and shows every point on zoom", async () => {
    const { page, open, takePictures } = await app.page();
    await open(`#/runs/${app.data.longRun}/charts`);
    const plot = page.locator(".u-over").first();
    await plot.waitFor();
    await page.getByRole("button", { name: "Values" }).first().click();
    const table = page.locator(".panel-table").first();
    await table.getByText(`−3.25 at step ${LONG_MINIMUM.step}`).waitFor();
    await table.getByText(`${LONG_MAXIMUM.value} at step ${LONG_MAXIMUM.step}`).waitFor();
    await takePictures("charts-long");
    const box = await page.locator(".xy-plot").first().boundingBox();
    if (box === null) throw new Error("the chart has no box");
    await page.getByText("extremes kept").first().waitFor();
    // Five thousandths of the axis: five hundred steps.
    await page.mouse.move(box.x + box.width * 0.5, box.y + 50);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.5 + Math.max(8, box.width * 0.005), box.y + 60, { steps: 4 });
    await page.mouse.up();
    await page.getByRole("button", { name: "Show all" }).first().waitFor();
    await page.waitForFunction(
      () => !document.querySelector(".chart-note")?.textContent?.includes("extremes kept"),
    );
    await page.getByRole("button", { name: "Show all" }).first().click();
    await page.getByText("extremes kept").first().waitFor();
  });

  it("is read by keys", async () => {
    const { page, open } = await app.page();
    await open(`#/runs/${app.data.longRun}/charts`);
    await page.locator(".u-over").first().waitFor();
    const chart = page.locator(".xy-plot").first();
    await chart.focus();
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => chart.locator("[aria-live]").textContent()).toMatch(/: .*\(0\)/);
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => chart.locator("[aria-live]").textContent()).not.toMatch(/\(0\)/);
  });

  it("grows while its run goes on", async () => {
    const { store, experiments } = app.data;
    const { info } = store.createRun({
      experimentId: experiments.empty,
      runName: "going on",
      userId: "ada",
      startTimeMs: Date.now(),
      tags: new Map(),
    });
    const log = (step: number): void =>
      store.logBatch(info.runId, {
        metrics: [{ key: "loss", value: 100 - step, step, timestampMs: Date.now() }],
      });
    for (let step = 0; step < 5; step++) log(step);
    const { page, open } = await app.page();
    await open(`#/runs/${info.runId}/charts`);
    const chart = page.locator(".xy-plot").first();
    await chart.waitFor();
    await page.locator(".u-over").first().waitFor();
    const last = async (): Promise<string | null> => {
      await chart.focus();
      await page.keyboard.press("Escape");
      await page.keyboard.press("ArrowLeft");
      return chart.locator("[aria-live]").textContent();
    };
    await expect.poll(last).toContain("96 (4)");
    log(5);
    await expect.poll(last, { timeout: 10_000 }).toContain("95 (5)");
    store.updateRun(info.runId, { status: "FINISHED", endTimeMs: Date.now() });
  });
});
