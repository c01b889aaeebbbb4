import { describe, expect, it } from "vitest";
import { parseRequestBody } from "../../../../src/server/requests/request-body.ts";

describe("a request body", () => {
  it("is a JSON object, or nothing", () => {
    expect(parseRequestBody('{"a": [1, "b"]}')).toEqual({ a: [1, "b"] });
    expect(parseRequestBody("")).toEqual({});
    expect(parseRequestBody(" \n")).toEqual({});
  });

  it("may be JSON in a JSON string, as very old clients send it", () => {
    expect(parseRequestBody(JSON.stringify('{"name": "x"}'))).toEqual({ name: "x" });
  });

  it("may hold Python's bare NaN and infinities, which come as text", () => {
    expect(parseRequestBody('{"a":NaN,"b":Infinity,"c":-Infinity,"d":"NaN \\" NaN"}')).toEqual({
      a: "NaN",
      b: "Infinity",
      c: "-Infinity",
      d: 'NaN " NaN',
    });
  });

  it.each(["{bad", "[1]", "1", '"x"', "null", '{"a":1}}'])("is refused when it is %j", (text) => {
    expect(() => parseRequestBody(text)).toThrow(/^Bad Request\. The body/);
  });

  it("does not quote itself in the message, and takes __proto__ for a key like any other", () => {
    expect(() => parseRequestBody('{"password": "hunter2"')).toThrow(
      "Bad Request. The body is not valid JSON.",
    );
    const body = parseRequestBody('{"__proto__": {"admin": true}}');
    expect(Object.hasOwn(body, "__proto__")).toBe(true);
    expect("admin" in body).toBe(false);
  });

  it("of a million brackets is refused or parsed, in linear time and without a stack overflow", () => {
    const depth = 1_000_000;
    expect(() => parseRequestBody(`{"a":${"[".repeat(depth)}`)).toThrow(SyntaxError);
    expect(() => parseRequestBody(`{"a":${"[".repeat(depth)}${"]".repeat(depth)},"b":NaN}`)).not.toThrow(
      TypeError,
    );
  });
});
