// Reads Parquet page by page, by ranges of the file.
import { parquetMetadataAsync, parquetReadObjects, parquetSchema } from "hyparquet";
import { type ByteReader, PAGE_ROWS, type RowSource } from "./row-source.ts";

/** The rows of a Parquet file. */
export function parquetRows(read: ByteReader, sizeBytes: number): RowSource {
  return {
    page: async (index, signal) => {
      const file = {
        byteLength: sizeBytes,
        slice: (from: number, to = sizeBytes) => read(from < 0 ? sizeBytes + from : from, to, signal),
      };
      const metadata = await parquetMetadataAsync(file);
      const columns = parquetSchema(metadata).children.map(({ element }) => element.name);
      const total = Number(metadata.num_rows);
      const from = index * PAGE_ROWS;
      const objects = await parquetReadObjects({
        file,
        metadata,
        rowStart: from,
        rowEnd: Math.min(total, from + PAGE_ROWS),
      });
      return {
        columns,
        rows: objects.map((row) => columns.map((name) => row[name])),
        from,
        total,
        hasMore: from + PAGE_ROWS < total,
      };
    },
  };
}
