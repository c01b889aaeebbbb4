import { describe, expect, it } from "vitest";
import { useUiServer } from "./support/ui-server.ts";

const app = useUiServer();

describe("the web app", () => {
  it("opens on the experiments, without a fault, and breaks no rule of accessibility", async () => {
    const { page, open, brokenRules, takePictures } = await app.page();
    await open("");
    await page.getByText("diabetes search").first().waitFor();
    expect(await brokenRules()).toEqual([]);
    await takePictures("home");
  });
});
