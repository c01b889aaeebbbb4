// The door to what the machine is: processor, memory, operating system, Node.js.
import { arch, cpus, platform, release, totalmem } from "node:os";
import { coreCount } from "./cores.ts";

/** What a machine is, as far as it can change what a program computes. */
export interface Machine {
  /** `linux`, `darwin`, `win32`, … */
  readonly platform: string;
  /** The version of the operating system's kernel. */
  readonly release: string;
  /** `x64`, `arm64`, … */
  readonly architecture: string;
  /** The name of the processor; empty where the system does not tell. */
  readonly processor: string;
  /** Threads that this process may run at once. */
  readonly cores: number;
  readonly memoryBytes: number;
}

/** The machine this process runs on. */
export function thisMachine(): Machine {
  return {
    platform: platform(),
    release: release(),
    architecture: arch(),
    processor: cpus()[0]?.model.trim() ?? "",
    cores: coreCount(),
    memoryBytes: totalmem(),
  };
}

/** The version of Node.js that runs this process, such as `20.19.0`. */
export function nodeVersion(): string {
  return process.versions.node;
}

/** The number of the binary interface that native packages are built for. */
export function nodeAbi(): string {
  return process.versions.modules;
}

/** The program that runs this process: Node.js, with its absolute path. */
export function nodeProgram(): string {
  return process.execPath;
}

/** The options that Node.js itself was started with, such as `--max-old-space-size=4096`. */
export function nodeFlags(): readonly string[] {
  return process.execArgv;
}
