// What the model viewer says.
import type { Texts } from "../i18n/translator.ts";

/** Messages of the model viewer. */
export const modelViewTexts: Texts<
  | "noModel"
  | "noModelWhy"
  | "whichModel"
  | "inputs"
  | "outputs"
  | "name"
  | "type"
  | "required"
  | "optional"
  | "load"
  | "files"
  | "playground"
  | "coefficients"
  | "intercept"
  | "sortBySize"
  | "output"
  | "path"
  | "importances"
  | "tree"
  | "trees"
  | "treeOf"
  | "previousTree"
  | "nextTree"
  | "walk"
  | "walkHelp"
  | "leafValue"
  | "cover"
  | "gain"
  | "steps"
  | "onlyPredict"
> = {
  en: {
    noModel: "No model",
    noModelWhy:
      "A model that a run logs is shown here: what it takes, its coefficients or trees, how to load it.",
    whichModel: "Model",
    inputs: "Inputs",
    outputs: "Outputs",
    name: "Name",
    type: "Type",
    required: "required",
    optional: "optional",
    load: "Load it",
    files: "Files",
    playground: "Ask this model",
    coefficients: "Coefficients",
    intercept: "Intercept {value}",
    sortBySize: "By size",
    output: "Output {name}",
    path: "Coefficient path",
    importances: "Importance of features by {type}",
    tree: "Tree {n}",
    trees: "{n} {n|tree|trees}, objective {objective}",
    treeOf: "of {n}",
    previousTree: "Previous tree",
    nextTree: "Next tree",
    walk: "Walk a row through",
    walkHelp: "The way of the row below through the tree is drawn in colour.",
    leafValue: "ends at {value}",
    cover: "cover {value}",
    gain: "gain {value}",
    steps: "Steps",
    onlyPredict: "This flavor keeps only how to predict; the inside of the model cannot be shown.",
  },
  ko: {
    noModel: "모델이 없습니다",
    noModelWhy: "실행이 기록한 모델의 입력, 계수나 트리, 불러오는 방법이 여기에 표시됩니다.",
    whichModel: "모델",
    inputs: "입력",
    outputs: "출력",
    name: "이름",
    type: "타입",
    required: "필수",
    optional: "선택",
    load: "불러오기",
    files: "파일",
    playground: "모델에 질문하기",
    coefficients: "계수",
    intercept: "절편 {value}",
    sortBySize: "크기순",
    output: "출력 {name}",
    path: "계수 경로",
    importances: "특성 중요도 ({type})",
    tree: "트리 {n}",
    trees: "트리 {n}개, 목적 함수 {objective}",
    treeOf: "/ {n}",
    previousTree: "이전 트리",
    nextTree: "다음 트리",
    walk: "한 행 따라가기",
    walkHelp: "아래 행이 트리에서 지나는 경로를 색으로 표시합니다.",
    leafValue: "도착값 {value}",
    cover: "커버 {value}",
    gain: "이득 {value}",
    steps: "단계",
    onlyPredict: "이 플레이버는 예측 방법만 담고 있어 모델 내부를 표시할 수 없습니다.",
  },
};
