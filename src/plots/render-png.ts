// Turns SVG into PNG with the package's own font, so that a plot is the same bytes on every machine.
import { packageFilePath } from "../system/index.ts";

/** Sharp on screens of twice the usual density without being heavy. */
const ZOOM = 1.5;
const FONT_FILES = [
  "@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf",
  "@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf",
] as const;

/**
 * Renders an SVG document off the main thread, at 1.5 times its size.
 *
 * @param svg A whole document. Its text is set in Inter, whatever fonts the machine has.
 * @returns The bytes of a PNG file: the same for the same document.
 * @throws Error when `svg` is not an SVG document.
 */
export async function renderPng(svg: string): Promise<Uint8Array> {
  // Loaded when first needed: most programs never draw.
  const { renderAsync } = await import("@resvg/resvg-js");
  const image = await renderAsync(svg, {
    fitTo: { mode: "zoom", value: ZOOM },
    font: {
      loadSystemFonts: false,
      fontFiles: FONT_FILES.map(packageFilePath),
      defaultFontFamily: "Inter",
    },
  });
  return image.asPng();
}
