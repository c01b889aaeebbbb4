// What the search over everything says.
import type { Texts } from "../i18n/translator.ts";

/** Messages of the search over everything. */
export const paletteTexts: Texts<
  "title" | "hint" | "nothing" | "experiments" | "runs" | "models" | "actions" | "go" | "theme" | "language"
> = {
  en: {
    title: "Search",
    hint: "Search runs, models, actions",
    nothing: "Nothing is called “{word}”",
    experiments: "Experiments",
    runs: "Runs",
    models: "Models",
    actions: "Actions",
    go: "Go to {name}",
    theme: "Theme: {name}",
    language: "Language: {name}",
  },
  ko: {
    title: "검색",
    hint: "실행, 모델, 명령 검색",
    nothing: "‘{word}’ 검색 결과가 없습니다",
    experiments: "실험",
    runs: "실행",
    models: "모델",
    actions: "명령",
    go: "{name}(으)로 가기",
    theme: "테마: {name}",
    language: "언어: {name}",
  },
};
