import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eventReader } from "../../../../src/ui/api/server-events.ts";

const STREAM = ': hello\n\nevent: runs\ndata: {"a":1}\nid: 7\n\ndata: one\ndata: two\n\nevent: end\n\n';
const EVENTS = [
  { name: "runs", data: '{"a":1}', id: "7" },
  { name: "message", data: "one\ntwo", id: undefined },
];

describe("server-sent events", () => {
  it("are read the same however the stream is cut", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(STREAM.length)), fc.boolean(), (cuts, isWindows) => {
        const read = eventReader();
        const places = [0, ...cuts.toSorted((a, b) => a - b), STREAM.length];
        const text = isWindows ? STREAM.replaceAll("\n", "\r\n") : STREAM;
        const scale = isWindows ? text.length / STREAM.length : 1;
        const events = places
          .slice(1)
          .flatMap((end, i) => read(text.slice(Math.round(places[i]! * scale), Math.round(end * scale))));
        expect(events).toEqual(EVENTS);
      }),
    );
  });
});
