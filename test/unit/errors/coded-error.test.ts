import { describe, expect, it } from "vitest";
import {
  errorCode,
  failure,
  httpStatus,
  invalidType,
  invalidValue,
  unparsable,
} from "../../../src/errors/index.ts";

describe("coded errors", () => {
  it("keep the built-in class by meaning and carry a code from the table", () => {
    expect(invalidValue("m")).toBeInstanceOf(RangeError);
    expect(invalidType("m")).toBeInstanceOf(TypeError);
    expect(unparsable("m")).toBeInstanceOf(SyntaxError);
    expect(errorCode(invalidValue("m"))).toBe("INVALID_PARAMETER_VALUE");
    expect(errorCode(failure("RESOURCE_DOES_NOT_EXIST", "m"))).toBe("RESOURCE_DOES_NOT_EXIST");
  });

  it("give their HTTP status, and 500 for an error that is not ours", () => {
    expect(httpStatus(failure("RESOURCE_DOES_NOT_EXIST", "m"))).toBe(404);
    expect(httpStatus(Object.assign(new Error("m"), { code: "RESOURCE_DOES_NOT_EXIST" }))).toBe(500);
    expect(errorCode("text")).toBeUndefined();
  });

  it("keep the cause", () => {
    const cause = new Error("underneath");
    expect(unparsable("m", { cause }).cause).toBe(cause);
  });
});
