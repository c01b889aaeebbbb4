// What notes say.
import type { Texts } from "../i18n/translator.ts";

/** Messages of notes. */
export const noteTexts: Texts<
  "note" | "empty" | "write" | "edit" | "text" | "preview" | "save" | "cancel" | "saved" | "hint"
> = {
  en: {
    note: "Note",
    empty: "Nothing noted yet",
    write: "Write a note",
    edit: "Edit",
    text: "Text",
    preview: "Preview",
    save: "Save",
    cancel: "Cancel",
    saved: "The note is saved",
    hint: "Markdown; the first line is shown in lists.",
  },
  ko: {
    note: "노트",
    empty: "아직 노트가 없습니다",
    write: "노트 쓰기",
    edit: "편집",
    text: "입력",
    preview: "미리보기",
    save: "저장",
    cancel: "취소",
    saved: "노트를 저장했습니다",
    hint: "Markdown을 쓸 수 있습니다. 첫 줄은 목록에도 표시됩니다.",
  },
};
