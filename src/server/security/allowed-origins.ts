// Which web pages may change things here: those of this machine, and those that were allowed by name (CSRF, CORS).
import { isIP } from "node:net";
import { invalidValue, quote } from "../../errors/index.ts";
import { hostNameOf } from "./allowed-hosts.ts";

/** Whether pages of an origin may read and change what is here. */
export type OriginCheck = (origin: string, hostHeader: string | undefined) => boolean;

/**
 * Allows pages served by this server itself, pages of this machine on any port, and a list of further origins.
 *
 * @param allowed Such as `https://lab.example.com`; `*` allows every page.
 * @throws RangeError for what is no origin.
 */
export function originsWith(allowed: readonly string[]): OriginCheck {
  if (allowed.includes("*")) return () => true;
  const listed = new Set(allowed.map(checkedOrigin));
  return (origin, hostHeader) => {
    if (listed.has(origin)) return true;
    const host = /^https?:\/\/(.+)$/.exec(origin)?.[1];
    if (host === undefined) return false; // `null`, as sandboxed pages and files send it, and extensions
    return isThisMachine(host) || host === hostHeader?.toLowerCase();
  };
}

function checkedOrigin(text: string): string {
  if (!text.includes("*") && URL.canParse(text) && new URL(text).origin === text) return text;
  throw invalidValue(
    `Cannot allow origin ${quote(text)}: it must be like https://example.com, without a path`,
  );
}

function isThisMachine(hostAndPort: string): boolean {
  const host = hostNameOf(hostAndPort);
  return host === "localhost" || host === "::1" || (host?.startsWith("127.") === true && isIP(host) === 4);
}
