// A table in a file, page by page.
import type { VNode } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { type ArtifactOwner, fetchBytes } from "../api/artifacts.ts";
import { useLoad } from "../api/use-load.ts";
import { Button } from "../components/button.tsx";
import { LoadingState } from "../components/states.tsx";
import { translator } from "../i18n/translator.ts";
import { artifactTexts } from "./artifact-messages.ts";
import { PreviewBody } from "./preview-body.tsx";
import type { ByteReader, RowSource } from "./row-source.ts";
import { TextPreview } from "./text-preview.tsx";

const text = translator(artifactTexts);

/** A CSV, TSV or Parquet file as a table. */
export function TablePreview(props: {
  readonly owner: ArtifactOwner;
  readonly path: string;
  readonly sizeBytes: number;
  readonly isParquet: boolean;
}): VNode {
  const { owner, path, sizeBytes, isParquet } = props;
  const [page, setPage] = useState(0);
  useEffect(() => setPage(0), [path]);
  const source = useMemo(() => {
    const read: ByteReader = (from, to, signal) => fetchBytes(owner, path, { from, to }, signal);
    return rowSource(read, sizeBytes, isParquet);
  }, [JSON.stringify(owner), path, sizeBytes, isParquet]);
  const loaded = useLoad(
    async (signal) => (await source).page(page, signal),
    sizeBytes === 0 ? undefined : JSON.stringify([owner, path, page]),
  );
  if (sizeBytes === 0) return <p class="preview-note quiet">{text("empty")}</p>;
  if (loaded.error !== undefined) {
    const reason = loaded.error instanceof Error ? loaded.error.message : String(loaded.error);
    const note = text("brokenTable", { reason });
    return isParquet ? <p class="preview-note quiet">{note}</p> : <TextPreview {...props} note={note} />;
  }
  if (loaded.value === undefined) return <LoadingState rows={12} />;
  const { columns, rows, from, total, hasMore } = loaded.value;
  return (
    <>
      <PreviewBody label={path}>
        <table class="cells">
          <thead>
            <tr>
              <th scope="col">#</th>
              {columns.map((name, i) => (
                <th key={`${i} ${name}`} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, i) => (
              <tr key={from + i}>
                <th scope="row">{from + i + 1}</th>
                {columns.map((name, column) => (
                  <td key={`${column} ${name}`} title={cellText(row[column])}>
                    {cellText(row[column])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </PreviewBody>
      <div class="preview-foot">
        <Button
          small
          disabled={page === 0}
          icon="back"
          label={text("previousRows")}
          onClick={() => setPage(page - 1)}
        />
        <span>
          {text("rows", { from: from + 1, to: from + rows.length })}
          {total !== undefined && ` / ${total}`}
        </span>
        <Button
          small
          disabled={!hasMore}
          icon="chevron-right"
          label={text("nextRows")}
          onClick={() => setPage(page + 1)}
        />
      </div>
    </>
  );
}

async function rowSource(read: ByteReader, sizeBytes: number, isParquet: boolean): Promise<RowSource> {
  return isParquet
    ? (await import("./parquet-rows.ts")).parquetRows(read, sizeBytes)
    : (await import("./csv-rows.ts")).csvRows(read, sizeBytes);
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return value.toISOString();
  return typeof value === "object"
    ? JSON.stringify(value, (_, item: unknown) => (typeof item === "bigint" ? String(item) : item))
    : String(value);
}
