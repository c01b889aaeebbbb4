// How the web app is built: into dist/ui, with relative addresses, so that it works behind any prefix.
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  base: "./",
  logLevel: "warn",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: fileURLToPath(new URL("../../dist/ui", import.meta.url)),
    emptyOutDir: true,
    target: "es2023",
    // An inlined file would be a data: address, which the server's policy allows for pictures alone.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    cssCodeSplit: true,
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        // What every page needs comes in one file, not in a dozen small ones that wait for each other.
        codeSplitting: {
          groups: [
            {
              name: "base",
              test: /node_modules\/(?:preact|@preact)|src\/ui\/(?:app|api|browser|components|formats|i18n|theme)\/(?!mark)/,
            },
          ],
        },
      },
    },
  },
});
