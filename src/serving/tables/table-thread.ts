// The module that runs in a thread: reads one binary body after the other, and says what came of each.
import { parentPort } from "node:worker_threads";
import { errorCode, messageOf } from "../../errors/index.ts";
import { readBinaryTable } from "./read-binary-table.ts";
import type { TableAnswer, TableTask } from "./table-reader.ts";

parentPort?.on("message", async ({ format, bytes }: TableTask) => {
  let answer: TableAnswer;
  try {
    answer = { table: await readBinaryTable(format, bytes) };
  } catch (error) {
    answer = { code: errorCode(error) ?? "BAD_REQUEST", message: messageOf(error) };
  }
  parentPort?.postMessage(answer);
});
