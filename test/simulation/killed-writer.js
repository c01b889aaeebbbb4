// A writer to be killed: logs to a run without end, and says on standard output what it was told is kept.
import { writeSync } from "node:fs";
import { openFileStore } from "../../dist/tracking/index.js";

const [root = "", runId = "", writer = ""] = process.argv.slice(2);
const store = openFileStore(root);
const acknowledge = (line) => writeSync(1, `${line}\n`);
const batch = Array.from({ length: 300 }, (_, i) => i);

for (let i = 0; ; i++) {
  store.logBatch(runId, { metrics: [{ key: "shared", value: i / 7, timestampMs: Number(writer), step: i }] });
  acknowledge(`point ${i}`);
  if (i % 10 === 0) {
    const metrics = batch.map((step) => ({ key: `batch${writer}`, value: step / 7, timestampMs: i, step }));
    store.logBatch(runId, { metrics });
    acknowledge(`batch ${i}`);
    store.logBatch(runId, { tags: new Map([[`t${writer}`, `value ${i}`]]) });
    acknowledge(`tag ${i}`);
    store.logBatch(runId, { params: new Map([[`p${writer}-${i}`, `value ${i}`]]) });
    acknowledge(`param ${i}`);
    store.updateRun(runId, { endTimeMs: i });
    const made = store.createRun({ experimentId: "0", runName: `child ${writer} ${i}` });
    acknowledge(`run ${made.info.runId}`);
  }
}
