import { describe, expect, it } from "vitest";
import { onlyHosts, privateHosts } from "../../../../src/server/security/allowed-hosts.ts";

describe("the hosts answered without being told any", () => {
  it.each([
    "localhost",
    "LocalHost:5000",
    "localhost.",
    "127.0.0.1",
    "127.8.9.1:80",
    "0.0.0.0:5000",
    "[::1]:5000",
    "10.1.2.3",
    "172.16.0.1",
    "172.31.255.255:1",
    "192.168.0.7:5000",
    "[fd12::1]",
    "[fe80::1]:80",
  ])("%s is one", (host) => {
    expect(privateHosts(host)).toBe(true);
  });

  it.each([
    // What a pattern over text would let through, and comparing addresses does not.
    "10.evil.example",
    "192.168.evil.example",
    "172.16.evil.example",
    "127.0.0.1.evil.example",
    "localhost.evil.example",
    "evil.localhost",
    "localhost:80@evil.example",
    "localhost@evil.example",
    "localhost:5000:5000",
    "localhost:abc",
    "evil.example",
    "8.8.8.8",
    "172.32.0.1",
    "[2001:db8::1]",
    "[::ffff:8.8.8.8]",
    "[localhost]",
    "0x7f.1",
    "2130706433",
    "127.1",
    "010.0.0.1",
    "",
    " localhost",
    "localhost/",
    "a".repeat(300),
  ])("%j is none", (host) => {
    expect(privateHosts(host)).toBe(false);
  });

  it("a request must name one", () => {
    expect(privateHosts(undefined)).toBe(false);
  });
});

describe("a list of hosts", () => {
  it("allows its names on any port, and nothing else", () => {
    const allows = onlyHosts(["lab.example.com", "*.lan", "[::1]", "10.0.0.5:*"]);
    for (const host of [
      "lab.example.com",
      "LAB.example.com:8080",
      "gpu.lan",
      "a.b.lan:1",
      "[::1]:9",
      "10.0.0.5:5000",
    ]) {
      expect(allows(host), host).toBe(true);
    }
    for (const host of [
      "localhost",
      "example.com",
      "lab.example.com.evil.example",
      "evillan",
      "lan",
      "10.0.0.6",
    ]) {
      expect(allows(host), host).toBe(false);
    }
  });

  it("allows every host that is one with a star", () => {
    expect(onlyHosts(["*"])("evil.example")).toBe(true);
    expect(onlyHosts(["*"])("not a host")).toBe(false);
  });

  it("refuses what is no host", () => {
    for (const pattern of ["http://a", "a b", "", "a.*.b"])
      expect(() => onlyHosts([pattern])).toThrow(RangeError);
  });
});
