// What autologging adds to a fit: to a tiny one in milliseconds, to one of a second in per cent, and beside MLflow's own.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import {
  autolog,
  ElasticNet,
  flush,
  GradientBoostingRegressor,
  loadDiabetes,
  setTrackingUri,
} from "traintracks";
import { type Timing, timing, writeResult } from "./measure.ts";
import { preparePython } from "./peers/python-environment.ts";

const TINY_ROUNDS = 40;
const LONG_ROUNDS = 7;
const PEER_ROUNDS = 10;
/** MLflow's first runs make folders; so do ours. */
const WARM_UP = 3;

/** A fit, and how to take what is logged of it into account. */
interface Case {
  readonly name: string;
  readonly rounds: number;
  train(): object;
}

/** A fit alone, a fit with autologging until it returns, and until everything is written. */
interface Measured {
  readonly name: string;
  readonly alone: Timing;
  readonly logged: Timing;
  readonly written: Timing;
  /** The middle of the differences, round by round. */
  readonly addedMs: number;
  readonly addedPercent: number;
}

/** Measures all cases, and with `--peers` MLflow's autologging in the same session. */
export async function autologging(words: readonly string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "traintracks-bench-"));
  try {
    setTrackingUri(join(folder, "mlruns"));
    const measured: Measured[] = [];
    for (const one of cases()) measured.push(await measure(one));
    for (const { name, alone, logged, written, addedMs, addedPercent } of measured) {
      console.log(
        `${name.padEnd(28)} alone ${alone.medianMs.toFixed(2)} ms, logged ${logged.medianMs.toFixed(2)} ms: ` +
          `${addedMs.toFixed(2)} ms more (${addedPercent.toFixed(2)} %), all written after ${written.medianMs.toFixed(2)} ms`,
      );
    }
    const peer = words.includes("--peers") ? await measurePeer(folder) : undefined;
    if (peer !== undefined) {
      const addedMs = peer.logged.medianMs - peer.alone.medianMs;
      const [tiny] = measured;
      console.log(
        `mlflow.sklearn.autolog       alone ${peer.alone.medianMs.toFixed(2)} ms, logged ${peer.logged.medianMs.toFixed(2)} ms: ` +
          `${addedMs.toFixed(2)} ms more, ${(addedMs / tiny!.addedMs).toFixed(0)} times ours`,
      );
    }
    writeResult("autolog", {
      what: "fits alone and with autologging, in turns, into a folder; models are not logged on either side",
      measured,
      ...(peer !== undefined && { peer }),
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function cases(): readonly Case[] {
  const { features, target } = loadDiabetes();
  const net = new ElasticNet({ alpha: 0.01 });
  const X = large(20_000, 50);
  const y = Float64Array.from({ length: 20_000 }, (_, i) => X.values[i]! + X.values[20_000 + i]! ** 2);
  const boosting = new GradientBoostingRegressor({ nEstimators: 60, maxDepth: 6 });
  return [
    { name: "elastic net, 442 x 10", rounds: TINY_ROUNDS, train: () => net.fit(features, target) },
    { name: "boosting, 20,000 x 50", rounds: LONG_ROUNDS, train: () => boosting.fit(X, y) },
  ];
}

/** The same numbers each time. */
function large(nRows: number, nColumns: number): { nRows: number; nColumns: number; values: Float64Array } {
  let state = 1;
  const values = Float64Array.from({ length: nRows * nColumns }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  });
  return { nRows, nColumns, values };
}

async function measure({ name, rounds, train }: Case): Promise<Measured> {
  const options = { logModels: false, silent: true };
  const timed = (): number => {
    const start = performance.now();
    train();
    return performance.now() - start;
  };
  const times: [alone: number[], logged: number[], written: number[]] = [[], [], []];
  for (let round = -WARM_UP; round < rounds; round++) {
    autolog({ disable: true });
    const alone = timed();
    autolog(options);
    const start = performance.now();
    const logged = timed();
    await flush();
    const written = performance.now() - start;
    if (round < 0) continue;
    times[0].push(alone);
    times[1].push(logged);
    times[2].push(written);
  }
  autolog({ disable: true });
  const [alone, logged, written] = times;
  const differences = timing(
    "added",
    logged.map((ms, i) => ms - alone[i]!),
  );
  const base = timing("alone", alone);
  return {
    name,
    alone: base,
    logged: timing("logged", logged),
    written: timing("written", written),
    addedMs: differences.medianMs,
    addedPercent: (100 * differences.medianMs) / base.medianMs,
  };
}

interface Peer {
  readonly alone: Timing;
  readonly logged: Timing;
  readonly versions: Readonly<Record<string, string>>;
}

async function measurePeer(folder: string): Promise<Peer> {
  const python = await preparePython(join("test", "interop", "requirements.txt"));
  const script = resolve("benchmarks", "peers", "autolog.py");
  const env = { ...process.env, MLFLOW_ALLOW_FILE_STORE: "true", MLFLOW_DISABLE_TELEMETRY: "true" };
  const printed = execFileSync(python, [script, join(folder, "peer"), String(PEER_ROUNDS)], {
    env,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const { alone, logged, versions }: Record<"alone" | "logged", number[]> & Pick<Peer, "versions"> =
    JSON.parse(printed.trim().split("\n").at(-1)!);
  return {
    alone: timing("scikit-learn alone", alone),
    logged: timing("with mlflow autolog", logged),
    versions,
  };
}
