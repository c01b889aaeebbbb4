// A disk that fails on command: node:fs with one call, or every call from one on, going wrong.
import type * as NodeFs from "node:fs";

/** What goes wrong, and at which call. */
export interface FaultPlan {
  /** The call it happens at, counted from 1. */
  readonly at: number;
  /**
   * `error`: this call fails. `errors`: this and all later ones fail. `kill`: the process is gone at this call; what it
   * wrote may be there in part, and nothing it does later happens. `lie`: the write (only writes count) does nothing and
   * says that it did, which no store can survive: it shows that the checks work.
   */
  readonly kind: "error" | "errors" | "kill" | "lie";
}

/** Thrown where a killed process would be no more. */
export class Killed extends Error {}

let plan: FaultPlan | undefined;
let calls = 0;

/** Makes the disk fail by a plan, from now on. */
export function armDisk(newPlan: FaultPlan): void {
  plan = newPlan;
  calls = 0;
}

/** Makes the disk sound again; returns how many calls there were since it was armed. */
export function disarmDisk(): number {
  plan = undefined;
  return calls;
}

const FAILING = [
  "closeSync",
  "fstatSync",
  "ftruncateSync",
  "linkSync",
  "mkdirSync",
  "openSync",
  "readFileSync",
  "readSync",
  "readdirSync",
  "renameSync",
  "rmSync",
  "rmdirSync",
  "statSync",
  "unlinkSync",
  "writeFileSync",
  "writeSync",
] as const;

type Call = (...args: unknown[]) => unknown;

/** The module `node:fs`, failing by the plan. */
export function faultyFs(real: typeof NodeFs): typeof NodeFs {
  const faulty: Record<string, unknown> = { ...real };
  for (const name of FAILING) {
    const call = real[name] as unknown as Call;
    faulty[name] = (...args: unknown[]) => failing(name, call, args);
  }
  return faulty as unknown as typeof NodeFs;
}

function failing(name: string, call: Call, args: unknown[]): unknown {
  if (plan === undefined) return call(...args);
  const isWrite = name === "writeSync" || name === "writeFileSync";
  if (plan.kind === "lie" && !isWrite) return call(...args);
  calls++;
  const isHit = calls === plan.at || (calls > plan.at && (plan.kind === "errors" || plan.kind === "kill"));
  if (!isHit) return call(...args);
  if (name === "closeSync") call(...args); // A descriptor is closed even if that reports an error.
  if (plan.kind === "lie")
    return name === "writeSync" || name === "writeFileSync" ? lengthOf(args[1]) : call(...args);
  if (calls === plan.at) writeAPart(name, call, args);
  if (plan.kind === "kill") throw new Killed(`killed at call ${calls}, ${name}`);
  throw Object.assign(new Error(`EIO: i/o error, ${name}`), { code: "EIO", syscall: name });
}

/** A write that is cut off has written a part. */
function writeAPart(name: string, call: Call, args: unknown[]): void {
  if (name !== "writeSync" && name !== "writeFileSync") return;
  const [target, content, ...rest] = args;
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  if (Buffer.isBuffer(bytes))
    call(target, bytes.subarray(0, bytes.length >> 1), ...(name === "writeFileSync" ? rest : []));
}

function lengthOf(content: unknown): number {
  return typeof content === "string" || Buffer.isBuffer(content) ? Buffer.byteLength(content) : 0;
}
