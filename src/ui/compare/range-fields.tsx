// The ranges of parallel coordinates by keys: for each axis its lowest and highest place as two sliders.
import type { VNode } from "preact";
import type { Extent } from "../charts/axis-ticks.ts";
import { Popover } from "../components/popover.tsx";
import { translator } from "../i18n/translator.ts";
import { compareTexts } from "./compare-messages.ts";
import type { ParallelAxis } from "./parallel-axis.ts";

const text = translator(compareTexts);

/** A button that opens the ranges of all axes. */
export function RangeFields(props: {
  readonly axes: readonly ParallelAxis[];
  readonly ranges: ReadonlyMap<string, Extent>;
  readonly onRange: (name: string, range: Extent | undefined) => void;
}): VNode {
  return (
    <Popover button={{ icon: "filter", label: text("ranges"), small: true }} label={text("brushHelp")}>
      {() =>
        props.axes.map((axis) => {
          const { name, label } = axis.column;
          const [low, high] = props.ranges.get(name) ?? [0, 1];
          const set = (range: Extent): void =>
            props.onRange(name, range[0] <= 0 && range[1] >= 1 ? undefined : range);
          return (
            <fieldset key={name} class="range-field">
              <legend>{text("axisRange", { name: label })}</legend>
              <label>
                {text("from")}{" "}
                <input
                  type="range"
                  min="0"
                  max="1"
                  step="0.01"
                  value={low}
                  aria-valuetext={axis.valueAt(low)}
                  onInput={(event) => set([Math.min(Number(event.currentTarget.value), high), high])}
                />
              </label>
              <label>
                {text("to")}{" "}
                <input
                  type="range"
                  min="0"
                  max="1"
                  step="0.01"
                  value={high}
                  aria-valuetext={axis.valueAt(high)}
                  onInput={(event) => set([low, Math.max(Number(event.currentTarget.value), low)])}
                />
              </label>
            </fieldset>
          );
        })
      }
    </Popover>
  );
}
