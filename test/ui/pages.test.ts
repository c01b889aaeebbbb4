import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { useUiServer } from "./support/ui-server.ts";
import { SERVED_MODEL } from "./support/ui-store.ts";

const app = useUiServer();

describe("the page of a run", () => {
  it("shows its metrics, parameters, tags and lineage, and breaks no rule of accessibility", async () => {
    const { page, open, brokenRules, takePictures } = await app.page({ width: 1440, height: 900 });
    await open(`#/runs/${app.data.searchRuns[0]}`);
    await page.getByRole("heading", { name: "net-23" }).waitFor();
    await page.getByRole("row", { name: /rmse/ }).waitFor();
    expect(await brokenRules()).toEqual([]);
    await takePictures("run");
    await page.getByRole("link", { name: "Code and lineage" }).click();
    await page.getByText("4f2a1c9e0b7d6a5f3e2d1c0b9a8f7e6d5c4b3a29").waitFor();
    expect(await brokenRules()).toEqual([]);
    await takePictures("run-code");
  });

  it("keeps a note in Markdown, which is never taken as HTML", async () => {
    const { page, open } = await app.page();
    await open(`#/runs/${app.data.searchRuns[1]}`);
    await page.getByRole("button", { name: "Write a note" }).click();
    await page.getByRole("textbox", { name: "Note" }).fill("# Found\n\nA *good* one <b>bold</b>");
    await page.getByRole("button", { name: "Preview" }).click();
    await page.locator(".note-preview em", { hasText: "good" }).waitFor();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.locator(".markdown h1", { hasText: "Found" }).waitFor();
    expect(await page.locator(".markdown b").count()).toBe(0);
  });

  it("says that a run has gone silent, and marks it as failed", async () => {
    const { page, open, brokenRules } = await app.page();
    await open(`#/runs/${app.data.staleRun}`);
    await page.getByText(/has written nothing since/).waitFor();
    expect(await brokenRules()).toEqual([]);
    await page.getByRole("button", { name: "Mark it as failed" }).click();
    await page.getByText("Failed", { exact: true }).waitFor();
  });

  it("is saved as one HTML file that loads nothing", async () => {
    const { page, open } = await app.page();
    await open(`#/runs/${app.data.searchRuns[2]}`);
    await page.getByRole("button", { name: "More" }).click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("menuitem", { name: "Save as one HTML file" }).click(),
    ]);
    const html = await readFile(await download.path(), "utf8");
    expect(html).toContain("<svg");
    expect(html).not.toMatch(/(?:src|href)="http/);
  });
});

describe("the pages of models", () => {
  it("list them, show a version, and what changed from the one before", async () => {
    const { page, open, brokenRules, takePictures } = await app.page({ width: 1440, height: 900 });
    await open("#/models");
    await page.getByRole("link", { name: SERVED_MODEL }).click();
    await page.getByRole("heading", { name: "Version 2" }).waitFor();
    expect(await brokenRules()).toEqual([]);
    await takePictures("model");
    await page.getByRole("link", { name: "What changed" }).click();
    await page.getByRole("columnheader", { name: "Version 1" }).first().waitFor();
    expect(await brokenRules()).toEqual([]);
    await takePictures("model-diff");
  });

  it("move an alias by its menu, and take the move back", async () => {
    const { page, open } = await app.page({ width: 1440, height: 900 });
    await open(`#/models/${SERVED_MODEL}`);
    await page.getByRole("button", { name: "@champion" }).click();
    await page.getByRole("menuitem", { name: "Version 1" }).click();
    await page.getByText(/@champion moved/).waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await page.locator(".version", { hasText: "Version 2" }).getByText("@champion").waitFor();
  });
});

describe("the rest of the app", () => {
  it.each(["settings", "experiments", "no/such/page"])(
    "breaks no rule of accessibility at %s",
    async (path) => {
      const { page, open, brokenRules, takePictures } = await app.page();
      await open(`#/${path}`);
      await page.getByRole("heading").first().waitFor();
      expect(await brokenRules()).toEqual([]);
      await takePictures(path.replaceAll("/", "-"));
    },
  );

  it("is searched by Ctrl+K", async () => {
    const { page, open, brokenRules, takePictures } = await app.page();
    await open("#/experiments");
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: /Search/ }).fill("net-07");
    await page.getByRole("option", { name: /net-07/ }).waitFor();
    expect(await brokenRules()).toEqual([]);
    await takePictures("search");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "net-07" }).waitFor();
  });

  it("speaks Korean where the browser does, and changes theme and language at once", async () => {
    const { page, open } = await app.page({ language: "ko-KR" });
    await open("#/settings");
    await page.getByRole("heading", { name: "설정" }).waitFor();
    await page.getByText("어둡게").click();
    expect(await page.locator("html").getAttribute("data-theme")).toBe("dark");
    await page.getByText("English").click();
    await page.getByRole("heading", { name: "Settings" }).waitFor();
  });

  it("says what to type where nothing is yet, with the address of this server", async () => {
    const { page, open, brokenRules } = await app.page();
    await open(`#/experiments/${app.data.experiments.empty}`);
    await page.getByText("No run yet").waitFor();
    await page.getByText(`setTrackingUri("${new URL(page.url()).origin}")`).waitFor();
    expect(await brokenRules()).toEqual([]);
  });

  it("empties the trash of an experiment only after asking", async () => {
    const { page, open, brokenRules, takePictures } = await app.page();
    await open(`#/experiments/${app.data.experiments.search}/trash`);
    await page.getByRole("button", { name: "Empty the trash" }).click();
    await page.getByText(/cannot be undone/).waitFor();
    expect(await brokenRules()).toEqual([]);
    await takePictures("trash");
    await page.getByRole("button", { name: "Delete for good" }).click();
    await page.getByText("The trash is empty").waitFor();
  });
});
