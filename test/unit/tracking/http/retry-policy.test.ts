// Which failed requests are made again, and after how long.
import { expect, it } from "vitest";
import { isWorthRetrying, waitMs } from "../../../../src/tracking/http/retry-policy.ts";

const POLICY = { maxRetries: 7, backoffMs: 500 };

it.each([429, 503, undefined])("makes every request again that the server did not act on (%s)", (status) => {
  const unsent = status === undefined;
  expect(isWorthRetrying({ repeatable: false, status, unsent })).toBe(true);
  expect(isWorthRetrying({ repeatable: true, status, unsent })).toBe(true);
});

it.each([408, 502, 504, undefined])(
  "makes only repeatable requests again when the outcome is not known (%s)",
  (status) => {
    expect(isWorthRetrying({ repeatable: true, status, unsent: false })).toBe(true);
    expect(isWorthRetrying({ repeatable: false, status, unsent: false })).toBe(false);
  },
);

it.each([400, 401, 403, 404, 409, 500, 501])(
  "never makes a request again that was answered with %i",
  (status) => {
    expect(isWorthRetrying({ repeatable: true, status, unsent: false })).toBe(false);
  },
);

it("retries at once, then waits twice as long each time", () => {
  expect([0, 1, 2, 3, 4].map((retry) => waitMs(POLICY, retry, null, 0))).toEqual([0, 500, 1000, 2000, 4000]);
});

it("spreads the waits of many clients by up to a half", () => {
  expect(waitMs(POLICY, 2, null, 1)).toBe(1500);
});

it("waits as long as the server asks, but not for ever", () => {
  expect(waitMs(POLICY, 0, "3", 0.5)).toBe(3000);
  expect(waitMs(POLICY, 0, "0", 0.5)).toBe(0);
  expect(waitMs(POLICY, 0, "999999", 0.5)).toBe(120_000);
  expect(waitMs(POLICY, 1, "Wed, 21 Oct 2026 07:28:00 GMT", 0)).toBe(500);
});
