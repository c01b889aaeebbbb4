import { describe, expect, it } from "vitest";
import { originsWith } from "../../../../src/server/security/allowed-origins.ts";

describe("the origins whose pages may change things", () => {
  const allows = originsWith(["https://lab.example.com"]);

  it.each([
    ["http://localhost:3000", "localhost:5000"],
    ["http://127.0.0.1:8888", "localhost:5000"],
    ["http://[::1]:3000", "localhost:5000"],
    ["https://lab.example.com", "localhost:5000"],
    ["http://192.168.0.7:5000", "192.168.0.7:5000"],
  ])("%s, asked at %s, is one", (origin, host) => {
    expect(allows(origin, host)).toBe(true);
  });

  it.each([
    ["http://evil.example", "localhost:5000"],
    ["null", "localhost:5000"],
    ["", "localhost:5000"],
    ["http://lab.example.com", "localhost:5000"],
    ["https://lab.example.com.evil.example", "localhost:5000"],
    ["http://localhost.evil.example", "localhost:5000"],
    ["http://127.0.0.1.evil.example", "localhost:5000"],
    ["http://127.evil.example", "localhost:5000"],
    ["http://localhost:80@evil.example", "localhost:5000"],
    ["http://192.168.0.8:5000", "192.168.0.7:5000"],
    ["chrome-extension://abc", "localhost:5000"],
    ["file://", "localhost:5000"],
  ])("%s, asked at %s, is none", (origin, host) => {
    expect(allows(origin, host)).toBe(false);
  });

  it("are all with a star, and none is taken that is no origin", () => {
    expect(originsWith(["*"])("https://any.example", "localhost")).toBe(true);
    for (const text of ["lab.example.com", "https://a/path", "https://*.example.com", "nonsense"]) {
      expect(() => originsWith([text])).toThrow(RangeError);
    }
  });
});
