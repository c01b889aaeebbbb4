import { describe, expect, it } from "vitest";
import { useUiServer } from "./support/ui-server.ts";
import { SERVED_MODEL } from "./support/ui-store.ts";

const app = useUiServer();

describe("the model of a run", () => {
  it("shows what it takes, its coefficients, and how to load it", async () => {
    const { page, open, brokenRules, takePictures } = await app.page({ width: 1440, height: 1200 });
    await open(`#/runs/${app.data.modelRun}/model`);
    await page.getByRole("heading", { name: "Coefficients" }).waitFor();
    expect(await brokenRules()).toEqual([]);
    await takePictures("model");
  });
});

describe("the playground", () => {
  it("asks the model with the example, answers anew, and says what is wrong in one sentence", async () => {
    const { page, open, brokenRules, takePictures } = await app.page({ width: 1440, height: 900 });
    await open(`#/playground?model=models:/${SERVED_MODEL}@champion`);
    const answer = page.locator(".prediction-value");
    await answer.waitFor();
    const before = await answer.textContent();
    expect(Number(before)).toBeGreaterThan(20);
    expect(await brokenRules()).toEqual([]);
    await takePictures("playground");
    await page.getByLabel(/^bmi/).fill("0.17");
    await page.getByRole("button", { name: "Predict" }).click();
    await expect.poll(() => answer.textContent()).not.toBe(before);
    await page.getByLabel(/^bmi/).fill("much");
    await page.getByRole("button", { name: "Predict" }).click();
    await page.getByText("bmi must be a number, not much").waitFor();
  });
});
