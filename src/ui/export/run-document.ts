// A run as one HTML file that needs nothing else: no script, no request, pictures inside it.

import { micromark } from "micromark";
import type { Series } from "../api/histories.ts";
import { datasetContext, type MetricSummary, type RunDetail } from "../api/runs.ts";
import { numberOf, type WireNumber } from "../api/shapes.ts";
import { type MarkupNode, markupNodes } from "../components/markup-nodes.ts";
import { formatNumber } from "../formats/number.ts";
import { chartSvg } from "./chart-svg.ts";

/** What goes into the file. */
export interface RunDocument {
  readonly detail: RunDetail;
  readonly series: readonly Series[];
  /** Pictures among the artifacts, as data addresses. */
  readonly pictures: readonly { readonly path: string; readonly url: string }[];
  /** The colour of the run. */
  readonly color: { readonly light: string; readonly dark: string };
  readonly language: string;
  /** The words on the page. */
  readonly words: {
    readonly metrics: string;
    readonly params: string;
    readonly tags: string;
    readonly note: string;
    readonly datasets: string;
    readonly last: string;
    readonly min: string;
    readonly max: string;
    readonly started: string;
    readonly duration: string;
  };
  readonly started: string;
  readonly duration: string;
  readonly status: string;
}

const STYLE = `
:root{color-scheme:light dark;--text:light-dark(#1b2126,#e4e8eb);--quiet:light-dark(#56616b,#9da8b1);--line:light-dark(#e1e4e8,#2c3238);--ground:light-dark(#fff,#16191d)}
body{max-width:64rem;margin:0 auto;padding:2rem 1.5rem;background:var(--ground);color:var(--text);font:14px/1.5 system-ui,sans-serif;font-variant-numeric:tabular-nums}
h1{margin:0;font-size:1.4rem}h2{margin:2rem 0 .5rem;font-size:1rem}h3{margin:0;font-size:.85rem;font-weight:500}
.quiet{color:var(--quiet)}table{border-collapse:collapse;width:100%}th,td{padding:.3rem .6rem;border-bottom:1px solid var(--line);text-align:left;overflow-wrap:anywhere}
.n{text-align:right}th{font-weight:500}thead th{color:var(--quiet);font-size:.8rem}
.charts{display:grid;grid-template-columns:repeat(auto-fill,minmax(18rem,1fr));gap:1rem}figure{margin:0;padding:.75rem;border:1px solid var(--line);border-radius:8px}
svg{display:block;width:100%;height:auto}img{max-width:100%}.line{stroke:var(--run);fill:none;stroke-width:1.5}svg text{fill:var(--quiet);font-size:10px}
svg .axis{stroke:var(--line)}pre{overflow:auto}@media print{figure{break-inside:avoid}}`;

/** The text of the file. */
export function runDocument(document: RunDocument): string {
  const { detail, series, pictures, color, language, words } = document;
  const { run, params, tags, datasets, experiment } = detail;
  const name = run.run_name || run.run_id;
  const note = tags.find(({ key }) => key === "mlflow.note.content")?.value ?? "";
  const own = tags.filter(({ key }) => !key.startsWith("mlflow."));
  return `<!doctype html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>${escaped(name)}</title>
<style>${STYLE}:root{--run:light-dark(${color.light},${color.dark})}</style>
</head>
<body>
<p class="quiet">${escaped(experiment.name)}</p>
<h1>${escaped(name)}</h1>
<p class="quiet">${escaped(document.status)} · ${escaped(words.started)} ${escaped(document.started)} · ${escaped(words.duration)} ${escaped(document.duration)} · <code>${escaped(run.run_id)}</code></p>
${note === "" ? "" : `<h2>${escaped(words.note)}</h2>\n${markup(markupNodes(micromark(note)))}`}
<h2>${escaped(words.metrics)}</h2>
${metricTable(detail.metrics, words)}
${chartList(series)}
${pairTable(words.params, params)}
${pairTable(words.tags, own)}
${pairTable(
  words.datasets,
  datasets.map((use) => ({
    key: use.dataset.name,
    value: [use.dataset.digest, datasetContext(use) ?? ""].filter((part) => part !== "").join(" · "),
  })),
)}
${pictures.map(({ path, url }) => `<figure><h3>${escaped(path)}</h3><img src="${escaped(url)}" alt="${escaped(path)}"></figure>`).join("\n")}
</body>
</html>
`;
}

function metricTable(metrics: readonly MetricSummary[], words: RunDocument["words"]): string {
  const rows = metrics.map(
    ({ key, last, min, max }) =>
      `<tr><th scope="row">${escaped(key)}</th>${[last, min, max].map((value) => `<td class="n">${shown(value)}</td>`).join("")}</tr>`,
  );
  const head = [words.last, words.min, words.max].map(
    (word) => `<th scope="col" class="n">${escaped(word)}</th>`,
  );
  return `<table><thead><tr><th></th>${head.join("")}</tr></thead><tbody>${rows.join("\n")}</tbody></table>`;
}

function chartList(series: readonly Series[]): string {
  const charts = series
    .filter(({ x }) => x.length > 1)
    .map(({ key, x, y }) => `<figure><h3>${escaped(key)}</h3>${chartSvg(x, y, escaped(key))}</figure>`);
  return charts.length === 0 ? "" : `<div class="charts">${charts.join("\n")}</div>`;
}

function pairTable(
  title: string,
  pairs: readonly { readonly key: string; readonly value: string }[],
): string {
  if (pairs.length === 0) return "";
  const rows = pairs.map(
    ({ key, value }) => `<tr><th scope="row">${escaped(key)}</th><td>${escaped(value)}</td></tr>`,
  );
  return `<h2>${escaped(title)}</h2>\n<table><tbody>${rows.join("\n")}</tbody></table>`;
}

function shown(value: WireNumber | null): string {
  const number = numberOf(value);
  return number === undefined ? escaped(String(value ?? "–")) : escaped(formatNumber(number));
}

/** Markdown's elements, written again from their tree: only what the tree may hold gets into the file. */
function markup(nodes: readonly MarkupNode[]): string {
  return nodes
    .map((node) => {
      if (typeof node === "string") return escaped(node);
      const { tag, attributes, children } = node;
      const href = attributes["href"] ?? "";
      const link = tag === "a" && /^(?:https?:|mailto:)/i.test(href) ? ` href="${escaped(href)}"` : "";
      if (tag === "img") return escaped(attributes["alt"] ?? "");
      return tag === "hr" || tag === "br" ? `<${tag}>` : `<${tag}${link}>${markup(children)}</${tag}>`;
    })
    .join("");
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
