import { describe, expect, it } from "vitest";
import { type Forgetful, ValueMemory } from "../../../../src/tracking/stores/file/value-memory.ts";

class Owner implements Forgetful {
  values = 0;

  forget(): number {
    const count = this.values;
    this.values = 0;
    return count;
  }
}

describe("the memory of a store", () => {
  it("makes those that came first forget once there is too much, down to half of it", () => {
    const memory = new ValueMemory(10);
    const owners = [new Owner(), new Owner(), new Owner(), new Owner()];
    for (const owner of owners) {
      for (let i = 0; i < 3; i++) {
        owner.values++;
        memory.note(owner);
      }
    }
    expect(owners.map(({ values }) => values)).toEqual([0, 0, 3, 3]);
    const large = new Owner();
    for (let i = 0; i < 25; i++) {
      large.values++;
      memory.note(large);
      expect(owners.reduce((sum, { values }) => sum + values, large.values)).toBeLessThanOrEqual(10);
    }
  });
});
