// One of several writers that do the same at the same time; says what became of each try.
import { writeSync } from "node:fs";
import { openFileStore } from "../../dist/tracking/index.js";

const [root = "", runId = "", me = ""] = process.argv.slice(2);
const store = openFileStore(root);
const attempt = (what, work) => {
  try {
    work();
    writeSync(1, `${what} done\n`);
  } catch (error) {
    writeSync(1, `${what} ${error.code}\n`);
  }
};

for (let round = 0; round < 20; round++) {
  attempt(`experiment ${round}`, () => store.createExperiment(`same ${round}`));
  attempt(`param ${round}`, () => store.logBatch(runId, { params: new Map([[`p${round}`, me]]) }));
  attempt(`point ${round}`, () =>
    store.logBatch(runId, {
      metrics: [{ key: "shared", value: Number(me), timestampMs: round, step: round }],
    }),
  );
  attempt(`rename ${round}`, () => store.updateRun(runId, { runName: `${me} ${round}` }));
  attempt(`end ${round}`, () => store.updateRun(runId, { endTimeMs: Number(me) * 1000 + round }));
}
