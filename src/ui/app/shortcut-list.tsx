// The list of what can be pressed, which `?` opens.
import "./shortcut-list.css";
import type { VNode } from "preact";
import { Dialog } from "../components/dialog.tsx";
import { translator } from "../i18n/translator.ts";
import { appTexts } from "./messages.ts";
import { areShortcutsOn, type Shortcut, shortcuts } from "./shortcuts.ts";

const text = translator(appTexts);

/** The dialog with every shortcut. */
export function ShortcutList({ onClose }: { readonly onClose: () => void }): VNode {
  const here = shortcuts.value.filter(({ scope }) => scope === "here");
  const everywhere = shortcuts.value.filter(({ scope }) => scope === "everywhere");
  return (
    <Dialog title={text("shortcuts")} onClose={onClose}>
      {!areShortcutsOn.value && <p class="quiet">{text("shortcutsOff")}</p>}
      <div class="shortcut-columns">
        {here.length > 0 && <Keys title={text("shortcutsHere")} items={here} />}
        <Keys
          title={text("shortcutsEverywhere")}
          items={[
            { keys: "Ctrl K", label: text("openPalette"), scope: "everywhere", run: () => undefined },
            ...everywhere,
          ]}
        />
      </div>
    </Dialog>
  );
}

function Keys({ title, items }: { readonly title: string; readonly items: readonly Shortcut[] }): VNode {
  return (
    <section>
      <h3>{title}</h3>
      <dl class="shortcut-keys">
        {items.map(({ keys, label }) => (
          <div key={keys}>
            <dt>
              {keys.split(" ").map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
