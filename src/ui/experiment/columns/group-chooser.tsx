// Chooses what the runs are grouped by, and what the band of a group shows.
import type { VNode } from "preact";
import { useId } from "preact/hooks";
import type { RunColumns } from "../../api/runs.ts";
import { translator } from "../../i18n/translator.ts";
import { columnText, parseColumn } from "../../table/column-text.ts";
import { experimentTexts } from "../messages.ts";
import { BANDS, type TableSettings } from "../table-settings.ts";
import { columnName } from "./column-words.ts";

const text = translator(experimentTexts);
/** So many columns may make a group; the server's limit. */
const MAX_BY = 4;
const BAND_WORDS = { std: "bandStd", range: "bandRange", ci: "bandCi" } as const;

/** The choice. */
export function GroupChooser(props: {
  readonly known: RunColumns | undefined;
  readonly settings: TableSettings;
  readonly change: (changes: Partial<TableSettings>) => void;
}): VNode {
  const { known, settings, change } = props;
  const id = useId();
  const choices = [
    ...(known?.params ?? []).map(({ key }) => columnText({ kind: "param", key })),
    ...(known?.tags ?? []).map(({ key }) => columnText({ kind: "tag", key })),
    ...["status", "user_id", "source"].map((key) => columnText({ kind: "attribute", key })),
  ];
  const by = settings.groupBy.map(columnText);
  const places = [...by, ...(by.length < MAX_BY ? [""] : [])];
  const put = (place: number, word: string): void => {
    const next = by.toSpliced(place, 1, ...(word === "" ? [] : [word]));
    change({ groupBy: next.flatMap((name) => parseColumn(name) ?? []) });
  };
  return (
    <div class="stack">
      {places.map((word, place) => (
        <div key={`${place} ${word}`} class="field">
          <label for={`${id}-${place}`}>{place === 0 ? text("groupBy") : "+"}</label>
          <select
            id={`${id}-${place}`}
            class="select"
            value={word}
            onChange={(event) => put(place, event.currentTarget.value)}
          >
            <option value="">{text("noGroup")}</option>
            {choices
              .filter((choice) => choice === word || !by.includes(choice))
              .map((choice) => (
                <option key={choice} value={choice}>
                  {nameOf(choice)}
                </option>
              ))}
          </select>
        </div>
      ))}
      <div class="field">
        <label for={`${id}-band`}>{text("band")}</label>
        <select
          id={`${id}-band`}
          class="select"
          value={settings.band}
          onChange={(event) =>
            change({ band: BANDS.find((band) => band === event.currentTarget.value) ?? "std" })
          }
        >
          {BANDS.map((band) => (
            <option key={band} value={band}>
              {text(BAND_WORDS[band])}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}

function nameOf(word: string): string {
  const column = parseColumn(word);
  return column === undefined ? word : columnName(column);
}
