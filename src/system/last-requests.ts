// The door to the network at the very end of a process, when the event loop turns no more.
import { spawnSync } from "node:child_process";

/** A request whose answer nobody will read. */
export interface LastRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** Sends what comes on stdin, one request after the other. */
const SENDER = `
let text = "";
for await (const chunk of process.stdin) text += chunk;
for (const { url, ...init } of JSON.parse(text)) await fetch(url, init).then((answer) => answer.text(), () => {});
`;

/**
 * Sends requests in order by a process of their own, and waits for it.
 *
 * @param timeoutMs After this time what is not sent is given up.
 */
export function sendLastRequests(requests: readonly LastRequest[], timeoutMs: number): void {
  spawnSync(process.execPath, ["--input-type=module", "--eval", SENDER], {
    input: JSON.stringify(requests),
    timeout: timeoutMs,
    stdio: ["pipe", "ignore", "ignore"],
    // The program's own --require, --inspect and the like are not for this one.
    env: { ...process.env, NODE_OPTIONS: "" },
  });
}
