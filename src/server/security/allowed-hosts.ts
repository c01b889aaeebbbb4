// Which Host headers are answered: a browser lured to another name for this machine is not (DNS rebinding).
import { BlockList, isIP } from "node:net";
import { invalidValue, quote } from "../../errors/index.ts";

/** Whether a Host header, as it came, is one this server answers to. */
export type HostCheck = (hostHeader: string | undefined) => boolean;

/** Addresses a private network can have. A name never matches here: only a literal address is compared. */
const PRIVATE: BlockList = new BlockList();
PRIVATE.addAddress("0.0.0.0");
PRIVATE.addSubnet("127.0.0.0", 8);
PRIVATE.addSubnet("10.0.0.0", 8);
PRIVATE.addSubnet("172.16.0.0", 12);
PRIVATE.addSubnet("192.168.0.0", 16);
PRIVATE.addSubnet("169.254.0.0", 16);
PRIVATE.addAddress("::1", "ipv6");
PRIVATE.addSubnet("fc00::", 7, "ipv6");
PRIVATE.addSubnet("fe80::", 10, "ipv6");

/** `localhost` and literal addresses of private networks, on any port. */
export const privateHosts: HostCheck = (header) => {
  const host = hostNameOf(header);
  if (host === undefined) return false;
  const version = isIP(host);
  return version === 0 ? host === "localhost" : PRIVATE.check(host, version === 6 ? "ipv6" : "ipv4");
};

/**
 * Answers only the hosts of a list.
 *
 * @param patterns Names or addresses without a port; `*.example.com` means every name below example.com, `*` all.
 * @throws RangeError for anything else.
 */
export function onlyHosts(patterns: readonly string[]): HostCheck {
  if (patterns.includes("*")) return (header) => hostNameOf(header) !== undefined;
  const names = new Set<string>();
  const endings: string[] = [];
  for (const pattern of patterns) {
    const host = hostNameOf(pattern.replace(/:\*$/, "").replace(/^\*\./, ""));
    if (host === undefined) throw invalidValue(`Cannot allow host ${quote(pattern)}: it is no host name`);
    if (pattern.startsWith("*.")) endings.push(`.${host}`);
    else names.add(host);
  }
  return (header) => {
    const host = hostNameOf(header);
    return host !== undefined && (names.has(host) || endings.some((ending) => host.endsWith(ending)));
  };
}

const NAME_AND_PORT = /^([a-z0-9](?:[a-z0-9._-]*[a-z0-9])?)\.?(?::\d{1,5})?$/;
const BRACKETED_AND_PORT = /^\[([0-9a-f:.]+)\](?::\d{1,5})?$/;

/** The host of `name`, `name:port`, `address:port` or `[address]:port` in lower case; undefined for anything else. */
export function hostNameOf(header: string | undefined): string | undefined {
  if (header === undefined || header.length > 255) return undefined;
  const text = header.toLowerCase();
  const address = BRACKETED_AND_PORT.exec(text)?.[1];
  if (address !== undefined) return isIP(address) === 6 ? address : undefined;
  return NAME_AND_PORT.exec(text)?.[1];
}
