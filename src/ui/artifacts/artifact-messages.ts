// What the artifact browser says.
import type { Texts } from "../i18n/translator.ts";

/** Messages of the artifact browser. */
export const artifactTexts: Texts<
  | "files"
  | "none"
  | "noneWhy"
  | "choose"
  | "total"
  | "truncated"
  | "download"
  | "copyPath"
  | "more"
  | "shownBytes"
  | "binary"
  | "tooLarge"
  | "empty"
  | "source"
  | "rendered"
  | "fit"
  | "original"
  | "pixels"
  | "runScripts"
  | "frameTitle"
  | "frameWhy"
  | "rows"
  | "nextRows"
  | "previousRows"
  | "items"
  | "brokenTable"
  | "filter"
  | "needsNoToken"
> = {
  en: {
    files: "Files",
    none: "No artifacts",
    noneWhy: "Files that a run keeps are shown here: plots, tables, models, anything.",
    choose: "Choose a file to look at it.",
    total: "{n} {n|file|files}, {size}",
    truncated: "Only the first {n} files are listed.",
    download: "Download",
    copyPath: "Copy the path",
    more: "Show more",
    shownBytes: "{shown} of {total}",
    binary: "This kind of file has no preview.",
    tooLarge: "{size} is too much for a preview as a tree; the text is shown.",
    empty: "The file is empty.",
    source: "Source",
    rendered: "Rendered",
    fit: "Fit",
    original: "1:1",
    pixels: "{width} × {height} pixels",
    runScripts: "Run its scripts",
    frameTitle: "The page {name}",
    frameWhy: "Shown cut off from this site and from the network.",
    rows: "Rows {from} to {to}",
    nextRows: "Next rows",
    previousRows: "Previous rows",
    items: "{n} {n|item|items}",
    brokenTable: "This cannot be read as a table: {reason}",
    filter: "Find files",
    needsNoToken: "Pages are not shown while a token is in use; download the file instead.",
  },
  ko: {
    files: "파일",
    none: "아티팩트가 없습니다",
    noneWhy: "실행이 보관한 파일(그림, 표, 모델 등)이 여기에 표시됩니다.",
    choose: "파일을 선택하면 내용을 볼 수 있습니다.",
    total: "파일 {n}개, {size}",
    truncated: "처음 {n}개 파일만 표시됩니다.",
    download: "다운로드",
    copyPath: "경로 복사",
    more: "더 보기",
    shownBytes: "{total} 중 {shown}",
    binary: "이 형식의 파일은 미리 볼 수 없습니다.",
    tooLarge: "{size}는 트리로 표시하기에 너무 커서 텍스트로 표시합니다.",
    empty: "빈 파일입니다.",
    source: "원본",
    rendered: "렌더링",
    fit: "맞춤",
    original: "1:1",
    pixels: "{width} × {height} 픽셀",
    runScripts: "스크립트 실행",
    frameTitle: "{name} 페이지",
    frameWhy: "이 사이트와 네트워크에서 격리되어 표시됩니다.",
    rows: "{from}~{to}행",
    nextRows: "다음 행",
    previousRows: "이전 행",
    items: "항목 {n}개",
    brokenTable: "표로 읽을 수 없습니다: {reason}",
    filter: "파일 찾기",
    needsNoToken: "토큰을 사용하는 동안에는 페이지를 표시하지 않습니다. 파일을 다운로드해 주세요.",
  },
};
