import { describe, expect, it } from "vitest";
import { useUiServer } from "./support/ui-server.ts";

const app = useUiServer();

describe("the artifacts of a run", () => {
  it("are looked at in the way that suits each, and can always be downloaded", async () => {
    const { page, open, brokenRules, takePictures } = await app.page({ width: 1440, height: 900 });
    await open(`#/runs/${app.data.modelRun}/artifacts`);
    const files = page.getByRole("tree", { name: "Files" });
    await files.waitFor();
    await takePictures("artifacts");
    const names = await files.locator("[role=treeitem]:not([aria-expanded])").allInnerTexts();
    for (const name of names.map((text) => text.split("\n")[0] ?? "")) {
      await files.getByRole("treeitem", { name, exact: false }).first().click();
      const preview = page.locator(".preview");
      await preview.getByText(name).first().waitFor();
      await page.waitForFunction(() => document.querySelector(".preview .loading") === null);
      expect(await preview.getByRole("link", { name: "Download" }).count()).toBe(1);
      expect(await brokenRules(), name).toEqual([]);
      await takePictures(`artifact-${name.replaceAll(/\W/g, "-")}`);
    }
  });
});
