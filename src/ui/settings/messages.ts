// What the settings say.
import type { Texts } from "../i18n/translator.ts";

/** Messages of the settings. */
export const settingsTexts: Texts<
  | "settings"
  | "appearance"
  | "theme"
  | "system"
  | "light"
  | "dark"
  | "language"
  | "shortcuts"
  | "shortcutsHint"
  | "server"
  | "address"
  | "version"
  | "mlflow"
  | "store"
  | "artifacts"
  | "uptime"
  | "memory"
  | "access"
  | "accessToken"
  | "accessOpen"
  | "index"
  | "indexText"
  | "examine"
  | "examineHint"
  | "examining"
  | "examined"
  | "sound"
  | "remedy"
  | "damage"
  | "token"
  | "tokenHint"
  | "useToken"
  | "forgetToken"
  | "trash"
  | "trashText"
  | "emptyTrash"
  | "purgeSure"
  | "purged"
  | "trashEmpty"
  | "connect"
> = {
  en: {
    settings: "Settings",
    appearance: "Appearance",
    theme: "Theme",
    system: "As the system",
    light: "Light",
    dark: "Dark",
    language: "Language",
    shortcuts: "Single-key shortcuts",
    shortcutsHint: "Press ? for the list. Switch them off if you speak to your computer.",
    server: "Server",
    address: "Address",
    version: "Version",
    mlflow: "Speaks like MLflow",
    store: "Runs are kept in",
    artifacts: "Artifacts are kept in",
    uptime: "Up for",
    memory: "Memory",
    access: "You may",
    accessToken: "do what your token allows",
    accessOpen: "read and write, as everybody who reaches this server",
    index: "Index",
    indexText: "{runs} runs, {columns} columns",
    examine: "Examine the store",
    examineHint: "Reads every file and changes none.",
    examining: "Examining…",
    examined: "{experiments} experiments, {runs} runs and {models} models in {time}",
    sound: "Nothing is damaged.",
    remedy: "Remedy",
    damage: "Damage",
    token: "Token",
    tokenHint: "Kept in this tab alone.",
    useToken: "Use",
    forgetToken: "Forget",
    trash: "Trash",
    trashText: "{n} {n|thing|things}, {size}",
    emptyTrash: "Empty the trash",
    purgeSure: "Everything in the trash of every experiment is deleted for good. It cannot be undone.",
    purged: "{size} freed",
    trashEmpty: "The trash is empty.",
    connect: "Log to this server",
  },
  ko: {
    settings: "설정",
    appearance: "화면",
    theme: "테마",
    system: "시스템 설정",
    light: "밝게",
    dark: "어둡게",
    language: "언어",
    shortcuts: "한 글자 단축키",
    shortcutsHint: "?를 누르면 목록이 나옵니다. 음성 입력을 쓴다면 끄는 것이 좋습니다.",
    server: "서버",
    address: "주소",
    version: "버전",
    mlflow: "호환 MLflow 버전",
    store: "실행 저장 위치",
    artifacts: "아티팩트 저장 위치",
    uptime: "가동 시간",
    memory: "메모리",
    access: "권한",
    accessToken: "토큰이 허용하는 작업",
    accessOpen: "읽기와 쓰기 (서버에 접속할 수 있는 모든 사용자)",
    index: "색인",
    indexText: "실행 {runs}개, 열 {columns}개",
    examine: "저장소 점검",
    examineHint: "모든 파일을 읽기만 하고 바꾸지 않습니다.",
    examining: "점검하는 중…",
    examined: "{time} 동안 실험 {experiments}개, 실행 {runs}개, 모델 {models}개를 점검했습니다",
    sound: "손상된 파일이 없습니다.",
    remedy: "해결 방법",
    damage: "손상",
    token: "토큰",
    tokenHint: "이 탭에만 저장됩니다.",
    useToken: "사용",
    forgetToken: "지우기",
    trash: "휴지통",
    trashText: "{n}개, {size}",
    emptyTrash: "휴지통 비우기",
    purgeSure: "모든 실험의 휴지통을 완전히 비웁니다. 되돌릴 수 없습니다.",
    purged: "{size}를 비웠습니다",
    trashEmpty: "휴지통이 비어 있습니다.",
    connect: "이 서버에 기록하기",
  },
};
