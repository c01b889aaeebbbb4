// What the frame of the app says.
import type { Texts } from "../i18n/translator.ts";

/** Messages of the frame around every page. */
export const appTexts: Texts<
  | "experiments"
  | "models"
  | "playground"
  | "settings"
  | "search"
  | "searchEverything"
  | "keyboard"
  | "skip"
  | "mainNavigation"
  | "notFound"
  | "notFoundHint"
  | "goHome"
  | "shortcuts"
  | "shortcutsEverywhere"
  | "shortcutsHere"
  | "shortcutsOff"
  | "showShortcuts"
  | "openPalette"
  | "goToExperiments"
  | "goToModels"
  | "goToPlayground"
  | "goToSettings"
  | "undoLast"
  | "nothingToUndo"
  | "switchTheme"
  | "tokenWanted"
  | "tokenHint"
  | "token"
  | "useToken"
> = {
  en: {
    experiments: "Experiments",
    models: "Models",
    playground: "Playground",
    settings: "Settings",
    search: "Search",
    searchEverything: "Search runs, models, actions",
    keyboard: "Keyboard",
    skip: "Skip to the content",
    mainNavigation: "Main",
    notFound: "There is no such page",
    notFoundHint: "The address may be mistyped, or from another version.",
    goHome: "Go to the experiments",
    shortcuts: "Keyboard",
    shortcutsEverywhere: "Everywhere",
    shortcutsHere: "On this page",
    shortcutsOff: "Single keys are switched off in the settings.",
    showShortcuts: "Show this list",
    openPalette: "Search runs, models and actions",
    goToExperiments: "Go to the experiments",
    goToModels: "Go to the models",
    goToPlayground: "Go to the playground",
    goToSettings: "Go to the settings",
    undoLast: "Undo",
    nothingToUndo: "There is nothing to undo",
    switchTheme: "Light, dark or system theme",
    tokenWanted: "This server wants a token",
    tokenHint: "It stays in this tab and is forgotten with it.",
    token: "Token",
    useToken: "Use the token",
  },
  ko: {
    experiments: "실험",
    models: "모델",
    playground: "플레이그라운드",
    settings: "설정",
    search: "검색",
    searchEverything: "실행, 모델, 명령 검색",
    keyboard: "키보드",
    skip: "본문으로 건너뛰기",
    mainNavigation: "주 메뉴",
    notFound: "페이지를 찾을 수 없습니다",
    notFoundHint: "주소가 잘못되었거나 다른 버전의 주소일 수 있습니다.",
    goHome: "실험 목록으로 가기",
    shortcuts: "키보드 단축키",
    shortcutsEverywhere: "모든 화면",
    shortcutsHere: "이 화면",
    shortcutsOff: "설정에서 한 글자 단축키가 꺼져 있습니다.",
    showShortcuts: "단축키 목록 보기",
    openPalette: "실행, 모델, 명령 검색",
    goToExperiments: "실험 목록으로 가기",
    goToModels: "모델 목록으로 가기",
    goToPlayground: "플레이그라운드로 가기",
    goToSettings: "설정으로 가기",
    undoLast: "되돌리기",
    nothingToUndo: "되돌릴 작업이 없습니다",
    switchTheme: "밝은 테마, 어두운 테마, 시스템 설정",
    tokenWanted: "이 서버에는 토큰이 필요합니다",
    tokenHint: "토큰은 이 탭에만 저장되고 탭을 닫으면 사라집니다.",
    token: "토큰",
    useToken: "토큰 사용",
  },
};
