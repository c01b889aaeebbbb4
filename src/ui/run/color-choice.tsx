// The colour of a run, and another one for those who want it.
import type { VNode } from "preact";
import { Button } from "../components/button.tsx";
import { Popover } from "../components/popover.tsx";
import { RunDot } from "../components/run-dot.tsx";
import { translator } from "../i18n/translator.ts";
import { chooseColor } from "../theme/chosen-colors.ts";
import { RUN_COLORS } from "../theme/run-colors.ts";
import { isDark } from "../theme/theme.ts";
import { runTexts } from "./messages.ts";

const text = translator(runTexts);

/** A dot that opens the choice. */
export function ColorChoice({ runId }: { readonly runId: string }): VNode {
  return (
    <Popover
      label={text("color")}
      button={{ kind: "quiet", small: true, title: text("color"), children: <RunDot runId={runId} /> }}
    >
      {(close) => (
        <div class="color-choice">
          {RUN_COLORS.map(({ light, dark }, color) => (
            <button
              key={light}
              type="button"
              class="color"
              aria-label={`${text("color")} ${color + 1}`}
              style={{ background: isDark.value ? dark : light }}
              onClick={() => {
                chooseColor(runId, color);
                close();
              }}
            />
          ))}
          <Button
            kind="quiet"
            small
            onClick={() => {
              chooseColor(runId, undefined);
              close();
            }}
          >
            {text("ownColor")}
          </Button>
        </div>
      )}
    </Popover>
  );
}
