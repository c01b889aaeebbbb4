// What the comparison says.
import type { Texts } from "../i18n/translator.ts";

/** Messages of the comparison. */
export const compareTexts: Texts<
  | "views"
  | "table"
  | "parallel"
  | "scatter"
  | "contour"
  | "box"
  | "bar"
  | "onlyDifferences"
  | "noRuns"
  | "noRunsWhy"
  | "shown"
  | "parameters"
  | "metrics"
  | "tags"
  | "allEqual"
  | "value"
  | "columns"
  | "color"
  | "x"
  | "y"
  | "z"
  | "category"
  | "log"
  | "flip"
  | "moveLeft"
  | "moveRight"
  | "removeAxis"
  | "clearBrush"
  | "clearAll"
  | "ranges"
  | "brushed"
  | "brushHelp"
  | "axisRange"
  | "from"
  | "to"
  | "fewNumbers"
  | "nRuns"
  | "pointList"
  | "noValue"
> = {
  en: {
    views: "Ways to compare",
    table: "Table",
    parallel: "Parallel coordinates",
    scatter: "Scatter",
    contour: "Contour",
    box: "Box",
    bar: "Bars",
    onlyDifferences: "Only differences",
    noRuns: "No runs to compare",
    noRunsWhy: "Choose runs in the table, or loosen the filter.",
    shown: "{n} of {total} {total|run|runs}",
    parameters: "Parameters",
    metrics: "Metrics",
    tags: "Tags",
    allEqual: "These runs do not differ in anything.",
    value: "Value",
    columns: "Axes",
    color: "Colour",
    x: "X",
    y: "Y",
    z: "Height",
    category: "By",
    log: "Logarithmic",
    flip: "Turn over",
    moveLeft: "Move left",
    moveRight: "Move right",
    removeAxis: "Remove",
    clearBrush: "All values",
    clearAll: "Clear ranges",
    ranges: "Ranges of the axes",
    brushed: "{n} of {total} in range",
    brushHelp: "Drag along an axis to keep a range.",
    axisRange: "Range of {name}",
    from: "From",
    to: "To",
    fewNumbers: "Fewer than three of these runs have numbers in these columns.",
    nRuns: "{n} {n|run|runs}",
    pointList: "Runs in this chart",
    noValue: "(none)",
  },
  ko: {
    views: "비교 방식",
    table: "표",
    parallel: "평행 좌표",
    scatter: "산점도",
    contour: "등고선",
    box: "상자 그림",
    bar: "막대",
    onlyDifferences: "다른 항목만",
    noRuns: "비교할 실행이 없습니다",
    noRunsWhy: "표에서 실행을 선택하거나 필터를 완화해 주세요.",
    shown: "실행 {total}개 중 {n}개",
    parameters: "파라미터",
    metrics: "메트릭",
    tags: "태그",
    allEqual: "선택한 실행 사이에 다른 항목이 없습니다.",
    value: "값",
    columns: "축",
    color: "색상",
    x: "X",
    y: "Y",
    z: "높이",
    category: "기준",
    log: "로그",
    flip: "뒤집기",
    moveLeft: "왼쪽으로",
    moveRight: "오른쪽으로",
    removeAxis: "제거",
    clearBrush: "전체 값",
    clearAll: "범위 해제",
    ranges: "축의 범위",
    brushed: "{total}개 중 {n}개가 범위 안",
    brushHelp: "축을 따라 끌면 범위를 지정합니다.",
    axisRange: "{name} 범위",
    from: "최소",
    to: "최대",
    fewNumbers: "이 열에 숫자가 있는 실행이 세 개 미만입니다.",
    nRuns: "실행 {n}개",
    pointList: "차트의 실행",
    noValue: "(없음)",
  },
};
