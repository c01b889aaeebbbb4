// What the list of experiments says.
import type { Texts } from "../i18n/translator.ts";

/** Messages of the home page. */
export const homeTexts: Texts<
  | "title"
  | "newExperiment"
  | "name"
  | "namePlaceholder"
  | "create"
  | "created"
  | "filter"
  | "runs"
  | "running"
  | "lastActivity"
  | "best"
  | "actions"
  | "rename"
  | "renamed"
  | "save"
  | "delete"
  | "deleted"
  | "restore"
  | "restored"
  | "chooseMetric"
  | "metric"
  | "direction"
  | "minimum"
  | "maximum"
  | "noMetric"
  | "showDeleted"
  | "none"
  | "noneMatch"
  | "noneHint"
  | "typescript"
  | "python"
  | "shell"
  | "shown"
  | "showAll"
  | "never"
  | "deletedMark"
  | "noDeleted"
> = {
  en: {
    title: "Experiments",
    newExperiment: "New experiment",
    name: "Name",
    namePlaceholder: "diabetes",
    create: "Create",
    created: "{name} is there",
    filter: "Filter by name",
    runs: "Runs",
    running: "Running now",
    lastActivity: "Last activity",
    best: "Best",
    actions: "Actions for {name}",
    rename: "Rename…",
    renamed: "Renamed to {name}",
    save: "Save",
    delete: "Move to the trash",
    deleted: "{name} is in the trash",
    restore: "Restore",
    restored: "{name} is back",
    chooseMetric: "Choose the metric shown here…",
    metric: "Metric",
    direction: "Best is",
    minimum: "the smallest",
    maximum: "the largest",
    noMetric: "None",
    showDeleted: "In the trash",
    none: "No experiment yet",
    noneMatch: "No experiment has “{filter}” in its name",
    noneHint: "Runs that are logged to this server appear here by themselves.",
    typescript: "TypeScript",
    python: "Python",
    shell: "Any client",
    shown: "{n} of {m}",
    showAll: "Show all {n}",
    never: "never",
    deletedMark: "in the trash",
    noDeleted: "The trash holds no experiment",
  },
  ko: {
    title: "실험",
    newExperiment: "새 실험",
    name: "이름",
    namePlaceholder: "diabetes",
    create: "만들기",
    created: "{name} 실험을 만들었습니다",
    filter: "이름으로 찾기",
    runs: "실행",
    running: "실행 중",
    lastActivity: "최근 활동",
    best: "최고 기록",
    actions: "{name} 작업",
    rename: "이름 바꾸기…",
    renamed: "이름을 {name}(으)로 바꿨습니다",
    save: "저장",
    delete: "휴지통으로 이동",
    deleted: "{name} 실험을 휴지통으로 옮겼습니다",
    restore: "복원",
    restored: "{name} 실험을 복원했습니다",
    chooseMetric: "여기에 표시할 지표 선택…",
    metric: "지표",
    direction: "좋은 값",
    minimum: "작을수록",
    maximum: "클수록",
    noMetric: "없음",
    showDeleted: "휴지통",
    none: "아직 실험이 없습니다",
    noneMatch: "이름에 ‘{filter}’이(가) 들어간 실험이 없습니다",
    noneHint: "이 서버에 기록한 실행은 여기에 자동으로 나타납니다.",
    typescript: "TypeScript",
    python: "Python",
    shell: "모든 클라이언트",
    shown: "{m}개 중 {n}개",
    showAll: "{n}개 모두 보기",
    never: "없음",
    deletedMark: "휴지통에 있음",
    noDeleted: "휴지통에 실험이 없습니다",
  },
};
