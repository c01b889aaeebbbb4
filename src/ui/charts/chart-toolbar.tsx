// The settings of all charts of a page in one row.
import "./chart-toolbar.css";
import type { ComponentChildren, VNode } from "preact";
import { Button } from "../components/button.tsx";
import { translator } from "../i18n/translator.ts";
import { chartTexts } from "./chart-messages.ts";
import { type ChartSettings, changeSettings } from "./chart-settings.ts";
import type { XKind } from "./line-points.ts";

const text = translator(chartTexts);

/** The settings. `groupKeys` are what runs can be grouped by (`param.alpha`); none leaves that out. */
export function ChartToolbar(props: {
  readonly settings: ChartSettings;
  readonly metricKeys: readonly string[];
  readonly groupKeys?: readonly string[];
  readonly children?: ComponentChildren;
}): VNode {
  const { settings, metricKeys, groupKeys = [] } = props;
  const xKinds: readonly (readonly [XKind, string])[] = [
    ["step", text("xStep")],
    ["relative", text("xRelative")],
    ["time", text("xTime")],
    ...metricKeys.map((key) => [`metric:${key}`, text("xMetric", { key })] as const),
  ];
  return (
    <div class="chart-toolbar no-print">
      <input
        class="input"
        type="search"
        aria-label={text("searchMetrics")}
        placeholder={text("searchMetrics")}
        value={settings.search}
        onInput={(event) => changeSettings({ search: event.currentTarget.value })}
      />
      <label class="toolbar-field">
        {text("xAxis")}
        <select
          class="select"
          value={settings.x}
          onChange={({ currentTarget }) => {
            const chosen = xKinds.find(([kind]) => kind === currentTarget.value);
            if (chosen !== undefined) changeSettings({ x: chosen[0] });
          }}
        >
          {xKinds.map(([kind, label]) => (
            <option key={kind} value={kind}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <label class="toolbar-field">
        {text("smoothing")}
        <input
          type="range"
          min="0"
          max="0.99"
          step="0.01"
          value={settings.smoothing}
          onInput={(event) => changeSettings({ smoothing: Number(event.currentTarget.value) })}
        />
        <output>{settings.smoothing.toFixed(2)}</output>
      </label>
      <Button small pressed={settings.isLogX} onClick={() => changeSettings({ isLogX: !settings.isLogX })}>
        {text("logX")}
      </Button>
      <Button small pressed={settings.isLogY} onClick={() => changeSettings({ isLogY: !settings.isLogY })}>
        {text("logY")}
      </Button>
      {groupKeys.length > 0 && <GroupFields settings={settings} groupKeys={groupKeys} />}
      {props.children}
    </div>
  );
}

function GroupFields(props: {
  readonly settings: ChartSettings;
  readonly groupKeys: readonly string[];
}): VNode {
  const { settings, groupKeys } = props;
  return (
    <>
      <label class="toolbar-field">
        {text("group")}
        <select
          class="select"
          value={settings.group ?? ""}
          onChange={({ currentTarget }) =>
            changeSettings({ group: currentTarget.value === "" ? undefined : currentTarget.value })
          }
        >
          <option value="">{text("noGroup")}</option>
          {groupKeys.map((key) => (
            <option key={key} value={key}>
              {key.slice(key.indexOf(".") + 1)}
            </option>
          ))}
        </select>
      </label>
      {settings.group !== undefined && (
        <label class="toolbar-field">
          {text("band")}
          <select
            class="select"
            value={settings.band}
            onChange={({ currentTarget }) =>
              changeSettings({ band: currentTarget.value === "std" ? "std" : "minmax" })
            }
          >
            <option value="minmax">{text("bandMinMax")}</option>
            <option value="std">{text("bandStd")}</option>
          </select>
        </label>
      )}
    </>
  );
}
