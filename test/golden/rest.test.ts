// Our server against recorded traffic of the real one: what MLflow's clients sent must get the answers they got.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openFileRegistry } from "../../src/registry/index.ts";
import { createTrackingServer } from "../../src/server/index.ts";
import { openFileStore } from "../../src/tracking/index.ts";
import { comparable, type Exchange, Replay, readExchanges } from "../support/rest-replay.ts";
import { DIFFERENCES, type Difference } from "./rest-differences.ts";

/** The sessions in the order in which they were recorded: each finds what those before have left. */
const RECORDINGS = [
  "python-tracking",
  "python-models-registry",
  "probes-filestore",
  "java",
  "python-autolog",
];

/** Statuses no client's mistake may get: they make clients repeat the request, for minutes. */
const RETRIED = [408, 429, 500, 502, 503, 504];

describe("the tracking server", () => {
  const folder = mkdtempSync(join(tmpdir(), "traintracks-replay-"));
  const faults: string[] = [];
  let server: FastifyInstance;
  beforeAll(() => {
    server = createTrackingServer({
      store: openFileStore(join(folder, "mlruns"), { artifactRoot: "mlflow-artifacts:/" }),
      registry: openFileRegistry(join(folder, "mlruns")),
      artifacts: { proxiedFolder: join(folder, "mlartifacts"), localFolders: [join(folder, "mlruns")] },
      options: { onFault: (what) => faults.push(what) },
    });
  });
  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
    expect(faults).toEqual([]);
  });

  for (const recording of RECORDINGS) {
    describe(`answers the requests of ${recording}`, () => {
      let replay: Replay;
      beforeAll(() => {
        replay = new Replay(server);
      });
      for (const [index, exchange] of readExchanges(recording).entries()) {
        it(title(exchange, index), () => check(replay, exchange));
      }
    });
  }
});

async function check(replay: Replay, exchange: Exchange): Promise<void> {
  const difference = differenceOf(exchange);
  const { status, headers, answer } = await replay.send(exchange);
  expect(RETRIED).not.toContain(status);
  expect(status, JSON.stringify(answer)).toBe(difference?.status ?? exchange.status);
  if (difference !== undefined) return checkDifference(replay, exchange, difference, answer);
  if (exchange.answer !== null) expect(answer).toEqual(comparable(exchange.answer));
  for (const [name, value] of Object.entries(exchange.answerHeaders)) {
    expect(String(headers[name]).replace(/; ?charset=utf-8$/i, ""), name).toBe(
      value.replace(/; ?charset=utf-8$/i, ""),
    );
  }
}

async function checkDifference(
  replay: Replay,
  exchange: Exchange,
  { errorCode, message, afterwards }: Difference,
  answer: unknown,
): Promise<void> {
  if (errorCode !== undefined) expect(answer).toMatchObject({ error_code: errorCode });
  if (message !== undefined) expect(answer).toMatchObject({ message: expect.stringContaining(message) });
  if (afterwards !== undefined)
    expect((await replay.send({ ...exchange, body: afterwards })).status).toBe(200);
}

function differenceOf({ step, method, path }: Exchange): Difference | undefined {
  return DIFFERENCES[`${step} ${method} ${path}`] ?? DIFFERENCES[step];
}

function title({ step, method, path }: Exchange, index: number): string {
  return `${index}: ${step} ${method} ${path.slice(0, 100)}`;
}
