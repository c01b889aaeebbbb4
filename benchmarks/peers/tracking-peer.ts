// Talks to MLflow's side of the tracking benchmark: one Python process, and MLflow's servers.
import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { preparePython } from "./python-environment.ts";

/** What Python is asked to do, and what it answers. */
export type Json = Readonly<Record<string, unknown>>;

const ENVIRONMENT = {
  ...process.env,
  MLFLOW_ALLOW_FILE_STORE: "true",
  MLFLOW_DISABLE_TELEMETRY: "true",
  MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR: "false",
  MLFLOW_HTTP_REQUEST_TIMEOUT: "600",
  GIT_PYTHON_REFRESH: "quiet",
};

/** The Python side. */
export class TrackingPeer {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #answers: AsyncIterator<string>;
  readonly #python: string;

  private constructor(process: ChildProcessWithoutNullStreams, python: string) {
    this.#process = process;
    this.#python = python;
    this.#answers = createInterface({ input: process.stdout })[Symbol.asyncIterator]();
  }

  /** Starts it, in an environment that is made when it is not there yet. */
  static async start(): Promise<TrackingPeer> {
    const python = await preparePython(join("test", "interop", "requirements.txt"));
    const child = spawn(python, [join("benchmarks", "peers", "tracking.py")], { env: ENVIRONMENT });
    let said = "";
    child.stderr.on("data", (text: Buffer) => {
      said = (said + text.toString()).slice(-4000);
    });
    child.on("exit", (code) => {
      if (code !== 0) console.error(said);
    });
    return new TrackingPeer(child, python);
  }

  /** Asks for one thing and waits for the answer. */
  async ask(operation: string, request: Json = {}): Promise<Json> {
    this.#process.stdin.write(`${JSON.stringify({ do: operation, ...request })}\n`);
    const { value, done } = await this.#answers.next();
    if (done === true) throw new Error(`The Python peer has ended before it answered ${operation}`);
    return JSON.parse(value);
  }

  /** Starts MLflow's server over a store, with one worker. */
  server(backendUri: string, folder: string): ChildProcess {
    const words = ["--backend-store-uri", backendUri, "--artifacts-destination", join(folder, "mlartifacts")];
    const where = ["--host", "127.0.0.1", "--port", "0", "--workers", "1"];
    return spawn(this.#python, ["-m", "mlflow", "server", ...where, ...words], {
      cwd: folder,
      env: ENVIRONMENT,
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
  }

  /** Ends it. */
  stop(): void {
    this.#process.stdin.end();
  }
}
