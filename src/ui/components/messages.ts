// What the shared components say.
import type { Texts } from "../i18n/translator.ts";

/** Messages of the shared components. */
export const componentTexts: Texts<
  | "copy"
  | "copied"
  | "copyFailed"
  | "close"
  | "cancel"
  | "remove"
  | "undo"
  | "loading"
  | "failed"
  | "tryAgain"
  | "requestId"
  | "unreachable"
  | "statusRunning"
  | "statusScheduled"
  | "statusFinished"
  | "statusFailed"
  | "statusKilled"
  | "statusStale"
> = {
  en: {
    copy: "Copy",
    copied: "Copied",
    copyFailed: "The browser does not let this page copy",
    close: "Close",
    cancel: "Cancel",
    remove: "Remove {name}",
    undo: "Undo",
    loading: "Loading",
    failed: "This did not load",
    tryAgain: "Try again",
    requestId: "Request {id}",
    unreachable: "The server cannot be reached. Is it still running?",
    statusRunning: "Running",
    statusScheduled: "Scheduled",
    statusFinished: "Finished",
    statusFailed: "Failed",
    statusKilled: "Killed",
    statusStale: "Silent",
  },
  ko: {
    copy: "복사",
    copied: "복사했습니다",
    copyFailed: "브라우저가 복사를 허용하지 않습니다",
    close: "닫기",
    cancel: "취소",
    remove: "{name} 제거",
    undo: "되돌리기",
    loading: "불러오는 중",
    failed: "불러오지 못했습니다",
    tryAgain: "다시 시도",
    requestId: "요청 {id}",
    unreachable: "서버에 연결할 수 없습니다. 서버가 실행 중인지 확인해 주세요.",
    statusRunning: "실행 중",
    statusScheduled: "예약됨",
    statusFinished: "완료",
    statusFailed: "실패",
    statusKilled: "중단됨",
    statusStale: "응답 없음",
  },
};
