// What charts say.
import type { Texts } from "../i18n/translator.ts";

/** Messages of charts. */
export const chartTexts: Texts<
  | "chart"
  | "chartKeys"
  | "moreLines"
  | "xAxis"
  | "xStep"
  | "xTime"
  | "xRelative"
  | "xMetric"
  | "smoothing"
  | "logX"
  | "logY"
  | "group"
  | "noGroup"
  | "band"
  | "bandMinMax"
  | "bandStd"
  | "members"
  | "runsShown"
  | "groupsShown"
  | "searchMetrics"
  | "noMetrics"
  | "noMetricsWhy"
  | "noMatch"
  | "resetZoom"
  | "somePoints"
  | "data"
  | "download"
  | "enlarge"
  | "reduce"
  | "line"
  | "points"
  | "last"
  | "min"
  | "max"
  | "atStep"
  | "notNumbers"
  | "hide"
  | "show"
  | "legend"
  | "none"
  | "finalValues"
> = {
  en: {
    chart: "chart",
    chartKeys: "Arrow keys move the cursor, plus and minus zoom, Escape shows all.",
    moreLines: "and {n} more",
    xAxis: "X axis",
    xStep: "Step",
    xTime: "Time of day",
    xRelative: "Time since start",
    xMetric: "{key} (metric)",
    smoothing: "Smoothing",
    logX: "Log x",
    logY: "Log y",
    group: "Group by",
    noGroup: "nothing",
    band: "Band",
    bandMinMax: "least to most",
    bandStd: "± standard deviation",
    members: "Members",
    runsShown: "{n} of {total} runs drawn",
    groupsShown: "{n} {n|group|groups} of {runs} runs",
    searchMetrics: "Find metrics",
    noMetrics: "No metrics yet",
    noMetricsWhy: "Each metric that a run logs gets a chart here, and it grows while the run goes on.",
    noMatch: "No metric is called so.",
    resetZoom: "Show all",
    somePoints: "{n} of {total} points, extremes kept",
    data: "Values",
    download: "Download CSV",
    enlarge: "Enlarge",
    reduce: "Reduce",
    line: "Line",
    points: "Points",
    last: "Last",
    min: "Least",
    max: "Most",
    atStep: "{value} at step {step}",
    notNumbers: "{n} not finite",
    hide: "Hide {name}",
    show: "Show {name}",
    legend: "Runs",
    none: "(none)",
    finalValues: "Single values",
  },
  ko: {
    chart: "차트",
    chartKeys: "화살표 키로 커서를 옮기고, + 와 - 로 확대·축소하며, Esc 로 전체를 봅니다.",
    moreLines: "외 {n}개",
    xAxis: "X축",
    xStep: "스텝",
    xTime: "시각",
    xRelative: "시작 후 경과 시간",
    xMetric: "{key} (메트릭)",
    smoothing: "스무딩",
    logX: "로그 X",
    logY: "로그 Y",
    group: "그룹 기준",
    noGroup: "없음",
    band: "밴드",
    bandMinMax: "최소~최대",
    bandStd: "± 표준편차",
    members: "구성 실행",
    runsShown: "실행 {total}개 중 {n}개 표시",
    groupsShown: "실행 {runs}개의 그룹 {n}개",
    searchMetrics: "메트릭 찾기",
    noMetrics: "아직 메트릭이 없습니다",
    noMetricsWhy: "실행이 기록한 메트릭마다 차트가 생기고, 실행이 진행되는 동안 함께 갱신됩니다.",
    noMatch: "그런 이름의 메트릭이 없습니다.",
    resetZoom: "전체 보기",
    somePoints: "{total}개 중 {n}개 점 (최댓값·최솟값 유지)",
    data: "값",
    download: "CSV 다운로드",
    enlarge: "크게",
    reduce: "작게",
    line: "선",
    points: "점 개수",
    last: "마지막",
    min: "최소",
    max: "최대",
    atStep: "{value} (스텝 {step})",
    notNumbers: "유한하지 않은 값 {n}개",
    hide: "{name} 숨기기",
    show: "{name} 표시",
    legend: "실행",
    none: "(없음)",
    finalValues: "단일 값",
  },
};
