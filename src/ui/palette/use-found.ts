// What the search finds: experiments, models and actions at once, runs from the server while one types.
import { useEffect, useState } from "preact/hooks";
import { type ExperimentSummary, fetchExperiments } from "../api/experiments.ts";
import { fetchModels } from "../api/models.ts";
import { isAborted } from "../api/request-error.ts";
import { fetchRuns } from "../api/runs.ts";
import type { RunRow } from "../api/shapes.ts";
import { useLoad } from "../api/use-load.ts";
import { go, linkTo } from "../app/location.ts";
import { shortcuts } from "../app/shortcuts.ts";
import type { IconName } from "../components/icon.tsx";
import { LANGUAGES, setLanguage } from "../i18n/language.ts";
import { translator } from "../i18n/translator.ts";
import { settingsTexts } from "../settings/messages.ts";
import { setTheme, THEMES } from "../theme/theme.ts";
import { paletteTexts } from "./messages.ts";
import { ranked } from "./rank.ts";

const text = translator(paletteTexts);
const settings = translator(settingsTexts);
const CALM_MS = 150;
const MAX_EACH = 8;
/** The server looks for runs in so many experiments, the latest first. */
const MAX_EXPERIMENTS = 200;

/** Something that was found. */
export interface Found {
  readonly id: string;
  readonly kind: "experiments" | "runs" | "models" | "actions";
  readonly name: string;
  readonly detail: string;
  readonly icon: IconName;
  /** A run has its own dot instead of a picture. */
  readonly runId?: string;
  readonly keys?: string;
  readonly act: () => void;
}

/** What is found for a word. */
export function useFound(word: string): readonly Found[] {
  const { value: experimentList } = useLoad(
    (signal) => fetchExperiments("ACTIVE_ONLY", signal),
    "experiments",
  );
  const { value: modelList } = useLoad(fetchModels, "models");
  const experiments = experimentList?.experiments ?? [];
  const runs = useRuns(word, experiments);
  const found = {
    experiments: experiments.map(
      ({ experiment_id, name }): Found => ({
        id: `e ${experiment_id}`,
        kind: "experiments",
        name,
        detail: "",
        icon: "chart",
        act: () => go(linkTo(["experiments", experiment_id])),
      }),
    ),
    models: (modelList?.models ?? []).map(
      ({ name, aliases }): Found => ({
        id: `m ${name}`,
        kind: "models",
        name,
        detail: aliases.map(({ alias }) => `@${alias}`).join(" "),
        icon: "model",
        act: () => go(linkTo(["models", name])),
      }),
    ),
  };
  const best = (items: readonly Found[]): readonly Found[] =>
    ranked(items, ({ name }) => name, word).slice(0, MAX_EACH);
  const names = new Map(experiments.map(({ experiment_id, name }) => [experiment_id, name]));
  return [
    ...best(found.experiments),
    ...runs.map(
      (run): Found => ({
        id: `r ${run.run_id}`,
        kind: "runs",
        name: run.run_name || run.run_id,
        detail: names.get(run.experiment_id) ?? "",
        icon: "circle",
        runId: run.run_id,
        act: () => go(linkTo(["runs", run.run_id])),
      }),
    ),
    ...best(found.models),
    ...best(actions()),
  ];
}

function useRuns(word: string, experiments: readonly ExperimentSummary[]): readonly RunRow[] {
  const [runs, setRuns] = useState<readonly RunRow[]>([]);
  const isReady = experiments.length > 0;
  useEffect(() => {
    const typed = word.trim();
    if (typed.length < 2 || !isReady) {
      setRuns([]);
      return undefined;
    }
    const controller = new AbortController();
    const timer = setTimeout(() => {
      const quoted = typed.replaceAll("'", "''");
      const ids = experiments
        .toSorted((a, b) => (b.last_activity ?? 0) - (a.last_activity ?? 0))
        .slice(0, MAX_EXPERIMENTS)
        .map(({ experiment_id }) => experiment_id);
      const filter = /^[0-9a-f]{8,32}$/.test(typed)
        ? `attributes.run_id LIKE '${quoted}%'`
        : `attributes.run_name ILIKE '%${quoted}%'`;
      fetchRuns({ experiment_ids: ids, filter, limit: MAX_EACH }, controller.signal).then(
        ({ rows = [] }) => setRuns(rows),
        (error: unknown) => {
          if (!isAborted(error)) setRuns([]);
        },
      );
    }, CALM_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [word, isReady]);
  return runs;
}

/** What can be done from here: every shortcut, and the choices of the settings. */
function actions(): readonly Found[] {
  const keyed = shortcuts.value.map(
    ({ keys, label, run }): Found => ({
      id: `a ${keys} ${label}`,
      kind: "actions",
      name: label,
      detail: "",
      icon: "play",
      keys,
      act: run,
    }),
  );
  const themes = THEMES.map(
    (name): Found => ({
      id: `t ${name}`,
      kind: "actions",
      name: text("theme", { name: settings(name) }),
      detail: "",
      icon: "settings",
      act: () => setTheme(name),
    }),
  );
  const languages = Array.from(
    LANGUAGES,
    ([code, name]): Found => ({
      id: `l ${code}`,
      kind: "actions",
      name: text("language", { name }),
      detail: "",
      icon: "globe",
      act: () => setLanguage(code),
    }),
  );
  return [...keyed, ...themes, ...languages];
}
