// What the playground says.
import type { Texts } from "../i18n/translator.ts";

/** Messages of the playground. */
export const playgroundTexts: Texts<
  | "title"
  | "which"
  | "uri"
  | "open"
  | "help"
  | "ask"
  | "asking"
  | "answer"
  | "took"
  | "oneRow"
  | "file"
  | "fileHelp"
  | "byHand"
  | "byHandHelp"
  | "features"
  | "call"
  | "download"
  | "reset"
  | "tooLarge"
> = {
  en: {
    title: "Playground",
    which: "Ask a model",
    uri: "Model",
    open: "Open",
    help: "runs:/<run id>/model, models:/<name>/<version>, models:/<name>@<alias> or a model id",
    ask: "Predict",
    asking: "Asking…",
    answer: "Prediction",
    took: "{n} {n|row|rows} in {time}",
    oneRow: "One row",
    file: "A CSV file",
    fileHelp: "Drop a CSV file here, or choose one. Its first line names the columns.",
    byHand: "JSON",
    byHandHelp: "A request as the scoring server takes it.",
    features: "Features",
    call: "Ask it from elsewhere",
    download: "Download with predictions",
    reset: "As in the example",
    tooLarge:
      "This file has {size}; at most {most} can be sent from here. Use `traintracks models predict` for larger ones.",
  },
  ko: {
    title: "플레이그라운드",
    which: "모델에 질문하기",
    uri: "모델",
    open: "열기",
    help: "runs:/<실행 ID>/model, models:/<이름>/<버전>, models:/<이름>@<별칭> 또는 모델 ID",
    ask: "예측",
    asking: "예측하는 중…",
    answer: "예측 결과",
    took: "{n}행, {time}",
    oneRow: "한 행",
    file: "CSV 파일",
    fileHelp: "CSV 파일을 여기에 끌어다 놓거나 선택해 주세요. 첫 줄은 열 이름입니다.",
    byHand: "JSON",
    byHandHelp: "스코어링 서버가 받는 형식의 요청입니다.",
    features: "특성",
    call: "다른 곳에서 호출하기",
    download: "예측과 함께 다운로드",
    reset: "예제 값으로",
    tooLarge:
      "파일 크기가 {size}입니다. 여기서는 최대 {most}까지 보낼 수 있습니다. 더 큰 파일은 `traintracks models predict` 를 사용해 주세요.",
  },
};
