import { describe, expect, it } from "vitest";
import { renderPng } from "../../../src/plots/index.ts";

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

function drawing(content: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100">${content}</svg>`;
}

describe("renderPng", () => {
  it("makes a PNG of one and a half times the drawing's size", async () => {
    const png = await renderPng(drawing('<rect width="200" height="100" fill="white"/>'));
    expect(Array.from(png.subarray(0, 8))).toEqual(PNG_SIGNATURE);
    const header = new DataView(png.buffer, png.byteOffset);
    expect([header.getUint32(16), header.getUint32(20)]).toEqual([300, 150]);
  });

  it("makes the same bytes of the same drawing", async () => {
    const svg = drawing('<text x="10" y="50" font-family="Inter">Coefficient −log₁₀</text>');
    expect(await renderPng(svg)).toEqual(await renderPng(svg));
  });

  it("sets every text in its own font, also where the drawing asks for another", async () => {
    const text = (family: string): string =>
      `<text x="10" y="50" font-family="${family}">Ångström αβγ Жук</text>`;
    const ours = await renderPng(drawing(text("Inter")));
    expect(ours).toEqual(await renderPng(drawing(text("Arial"))));
    expect(ours).not.toEqual(await renderPng(drawing("")));
  });

  it("refuses what is not a drawing", async () => {
    await expect(renderPng("no markup")).rejects.toThrow();
  });
});
