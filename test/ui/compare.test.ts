import { describe, expect, it } from "vitest";
import { useUiServer } from "./support/ui-server.ts";

const app = useUiServer();

describe("comparing runs", () => {
  it("begins with what differs, side by side", async () => {
    const { page, open, brokenRules, takePictures } = await app.page({ width: 1440, height: 900 });
    await open(`#/experiments/${app.data.experiments.search}/compare?q=params.n_features%3D%2710%27`);
    await page.getByRole("rowheader", { name: "alpha" }).waitFor();
    expect(await page.getByRole("rowheader", { name: "n_features" }).count()).toBe(0);
    expect(await brokenRules()).toEqual([]);
    await takePictures("compare");
    await page.getByRole("button", { name: "Only differences" }).click();
    await page.getByRole("rowheader", { name: "n_features" }).waitFor();
  });

  it("draws parallel coordinates, and keeps the runs within a range", async () => {
    const { page, open, brokenRules, takePictures } = await app.page({ width: 1440, height: 900 });
    await open(`#/experiments/${app.data.experiments.search}/compare?by=parallel`);
    await page.locator(".parallel-grip").first().waitFor();
    expect(await brokenRules()).toEqual([]);
    await takePictures("parallel");
    const grip = await page.locator(".parallel-grip").last().boundingBox();
    if (grip === null) throw new Error("the axis has no box");
    await page.mouse.move(grip.x + 12, grip.y + grip.height * 0.95);
    await page.mouse.down();
    await page.mouse.move(grip.x + 12, grip.y + grip.height * 0.4, { steps: 5 });
    await page.mouse.up();
    await page.getByText(/in range/).waitFor();
    await takePictures("parallel-range");
    await page.getByRole("button", { name: "Clear ranges" }).click();
    await page.getByText(/Drag along an axis/).waitFor();
  });

  it.each(["scatter", "contour", "box", "bar"])(
    "draws %s, and breaks no rule of accessibility",
    async (view) => {
      const { page, open, brokenRules, takePictures } = await app.page({ width: 1440, height: 900 });
      await open(`#/experiments/${app.data.experiments.search}/compare?by=${view}`);
      await page.locator(".plot-split").waitFor();
      expect(await brokenRules()).toEqual([]);
      await takePictures(`compare-${view}`);
    },
  );
});
