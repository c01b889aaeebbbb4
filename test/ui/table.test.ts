import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { useUiServer } from "./support/ui-server.ts";

const app = useUiServer();

describe("the table of an experiment", () => {
  it("shows runs with metrics and parameters at once, and breaks no rule of accessibility", async () => {
    const { page, open, brokenRules, takePictures } = await app.page({ width: 1440, height: 900 });
    await open(`#/experiments/${app.data.experiments.search}`);
    const grid = page.getByRole("treegrid", { name: "Runs" });
    await grid.getByText("net-23").waitFor();
    await grid.getByRole("columnheader", { name: "rmse" }).waitFor();
    await grid.getByRole("columnheader", { name: "alpha" }).waitFor();
    expect(await brokenRules()).toEqual([]);
    await takePictures("table");
  });

  it("sorts by a click, filters by what is typed, and keeps both in its address", async () => {
    const { page, open } = await app.page({ width: 1440, height: 900 });
    await open(`#/experiments/${app.data.experiments.search}`);
    await page.getByRole("columnheader", { name: "rmse" }).getByRole("button").first().click();
    await page.waitForURL(/sort=metrics\.rmse/);
    await page.getByRole("combobox", { name: "Filter" }).fill("params.model = 'lasso'");
    await page.keyboard.press("Enter");
    await page.waitForURL(/q=params\.model/);
    await page.getByText(/^12 of \d+$/).waitFor();
    await page.reload();
    await page.getByText(/^12 of \d+$/).waitFor();
  });

  it("completes names, and says what is wrong with a filter", async () => {
    const { page, open, brokenRules } = await app.page({ width: 1440, height: 900 });
    await open(`#/experiments/${app.data.experiments.search}`);
    const filter = page.getByRole("combobox", { name: "Filter" });
    await filter.pressSequentially("alp");
    await page.getByRole("option", { name: "params.alpha" }).click();
    expect(await filter.inputValue()).toBe("params.alpha ");
    await filter.fill("params.alpha = = 3");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").getByText("^").waitFor();
    expect(await brokenRules()).toEqual([]);
  });

  it("groups runs, with a mean and a band, and opens a group", async () => {
    const { page, open, brokenRules, takePictures } = await app.page({ width: 1440, height: 900 });
    await open(`#/experiments/${app.data.experiments.search}?group=params.alpha`);
    await page.getByText("alpha = 0.01").waitFor();
    await page.getByText(/±/).first().waitFor();
    await page.getByRole("button", { name: "Show what is below alpha = 0.01" }).click();
    await page.getByText("net-21").waitFor();
    expect(await brokenRules()).toEqual([]);
    await takePictures("table-groups");
  });

  it("opens trees of any depth", async () => {
    const { page, open } = await app.page({ width: 1440, height: 900 });
    await open(`#/experiments/${app.data.experiments.search}`);
    await page.getByRole("button", { name: "Show what is below grid search" }).click();
    await page.getByRole("button", { name: "Show what is below fold 4" }).click();
    await page.getByText("fold 5").waitFor();
  });

  it("deletes what is selected, and takes it back", async () => {
    const { page, open } = await app.page({ width: 1440, height: 900 });
    await open(`#/experiments/${app.data.experiments.search}`);
    await page.getByRole("checkbox", { name: "Select net-20" }).click();
    await page.getByRole("checkbox", { name: "Select net-19" }).click();
    await page.getByRole("toolbar", { name: "2 selected" }).getByText("Move to the trash").click();
    await page.getByText("net-20").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByText("net-20").waitFor();
  });

  it("is saved as CSV with the columns that are shown", async () => {
    const { page, open } = await app.page({ width: 1440, height: 900 });
    await open(`#/experiments/${app.data.experiments.search}?cols=metrics.rmse,params.alpha`);
    await page.getByText("net-23").waitFor();
    await page.getByRole("button", { name: "Download" }).click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("menuitem", { name: "Table as CSV" }).click(),
    ]);
    const [head, ...lines] = (await readFile(await download.path(), "utf8")).trim().split("\r\n");
    expect(head).toBe("run_id,run_name,status,start_time,end_time,metrics.rmse,params.alpha");
    expect(lines.length).toBeGreaterThan(20);
  });

  it("follows the keyboard: j and k move, x selects, e opens, ? lists the keys", async () => {
    const { page, open, brokenRules, takePictures } = await app.page({ width: 1440, height: 900 });
    await open(`#/experiments/${app.data.experiments.search}`);
    await page.getByText("net-23").waitFor();
    for (const key of ["j", "j", "k", "x"]) await page.keyboard.press(key);
    await page.getByRole("toolbar", { name: "1 selected" }).waitFor();
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keyboard" }).waitFor();
    expect(await brokenRules()).toEqual([]);
    await takePictures("keyboard");
    await page.keyboard.press("Escape");
    await page.keyboard.press("e");
    await page.waitForURL(/#\/runs\//);
  });

  it("fits a phone", async () => {
    const { page, open, brokenRules, takePictures } = await app.page({ width: 400, height: 800 });
    await open(`#/experiments/${app.data.experiments.search}`);
    await page.getByText("net-23").waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(400);
    expect(await brokenRules()).toEqual([]);
    await takePictures("table-phone");
  });

  it("shows a run that is logged while one looks", async () => {
    const { page, open } = await app.page({ width: 1440, height: 900 });
    await open(`#/experiments/${app.data.experiments.search}`);
    await page.getByText("net-23").waitFor();
    await page.evaluate(
      (id) =>
        fetch("ajax-api/2.0/mlflow/runs/create", {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ experiment_id: id, run_name: "just begun", start_time: Date.now() }),
        }),
      app.data.experiments.search,
    );
    await page.getByText("just begun").waitFor();
  });
});
