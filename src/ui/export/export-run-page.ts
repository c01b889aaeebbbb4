// Collects what a run logged and saves it as one HTML file.
import { artifactAddress, fetchArtifacts } from "../api/artifacts.ts";
import { fetchHistories } from "../api/histories.ts";
import { send } from "../api/request.ts";
import type { RunDetail } from "../api/runs.ts";
import { downloadText } from "../browser/download.ts";
import { statusText } from "../components/status.tsx";
import { formatDuration, formatTime } from "../formats/time.ts";
import { language } from "../i18n/language.ts";
import { translator } from "../i18n/translator.ts";
import { runTexts } from "../run/messages.ts";
import { colorPairOf } from "../theme/chosen-colors.ts";
import { runDocument } from "./run-document.ts";

const text = translator(runTexts);
const MAX_SERIES = 100;
const BUCKETS = 150;
const MAX_PICTURES = 12;
const MAX_PICTURE_BYTES = 1_000_000;
const PICTURE = /\.(?:png|jpe?g|gif|webp|svg)$/i;

/** Saves the run; gives back the name of the file. */
export async function exportRunPage(detail: RunDetail): Promise<string> {
  const { run } = detail;
  const keys = detail.metrics.filter(({ count }) => (count ?? 0) > 1).slice(0, MAX_SERIES);
  const series = keys.map(({ key }) => ({ run_id: run.run_id, key }));
  const histories = series.length === 0 ? [] : (await fetchHistories({ series, buckets: BUCKETS })).series;
  const html = runDocument({
    detail,
    series: histories,
    pictures: await picturesOf(run.run_id),
    color: colorPairOf(run.run_id),
    language: language.value,
    words: {
      metrics: text("metrics"),
      params: text("params"),
      tags: text("tags"),
      note: text("note"),
      datasets: text("datasets"),
      last: text("last"),
      min: text("min"),
      max: text("max"),
      started: text("started"),
      duration: text("duration"),
    },
    started: formatTime(run.start_time, language.value),
    duration: run.end_time === null ? "–" : formatDuration(run.end_time - run.start_time, language.value),
    status: statusText(run.status, detail.is_stale),
  });
  const name = `${(run.run_name || run.run_id).replace(/[^\p{L}\p{N}_-]+/gu, "-")}.html`;
  downloadText(name, html, "text/html");
  return name;
}

async function picturesOf(
  runId: string,
): Promise<readonly { readonly path: string; readonly url: string }[]> {
  const owner = { run_id: runId };
  const { files } = await fetchArtifacts(owner);
  const pictures = files.filter(
    ({ path, is_dir, size }) => !is_dir && PICTURE.test(path) && (size ?? 0) <= MAX_PICTURE_BYTES,
  );
  return Promise.all(
    pictures.slice(0, MAX_PICTURES).map(async ({ path }) => ({
      path,
      url: await dataUrl(await (await send(artifactAddress(owner, path))).blob()),
    })),
  );
}

function dataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error("The picture cannot be read"));
    reader.readAsDataURL(blob);
  });
}
