// What the page of an experiment says.
import type { Texts } from "../i18n/translator.ts";

/** Messages of the page of an experiment. */
export const experimentTexts: Texts<
  | "table"
  | "allExperiments"
  | "charts"
  | "compare"
  | "notes"
  | "trash"
  | "parts"
  | "runs"
  | "filter"
  | "filterHint"
  | "filterFault"
  | "clearFilter"
  | "editClause"
  | "columns"
  | "findColumn"
  | "attributes"
  | "metrics"
  | "params"
  | "tags"
  | "all"
  | "none"
  | "resetColumns"
  | "group"
  | "groupBy"
  | "noGroup"
  | "band"
  | "bandStd"
  | "bandRange"
  | "bandCi"
  | "differences"
  | "tree"
  | "sparklines"
  | "download"
  | "downloadCsv"
  | "downloadJson"
  | "downloading"
  | "downloaded"
  | "more"
  | "shown"
  | "shownGroups"
  | "sortUp"
  | "sortDown"
  | "pin"
  | "unpin"
  | "hide"
  | "groupByThis"
  | "filterByThis"
  | "columnMenu"
  | "last"
  | "min"
  | "max"
  | "mean"
  | "first"
  | "count"
  | "step"
  | "minStep"
  | "maxStep"
  | "time"
  | "run"
  | "runId"
  | "status"
  | "startTime"
  | "endTime"
  | "duration"
  | "user"
  | "source"
  | "dataset"
  | "models"
  | "note"
  | "nChildren"
  | "noRuns"
  | "noMatch"
  | "noMatchHint"
  | "selectRun"
  | "selectAll"
  | "selected"
  | "clearSelection"
  | "tagRuns"
  | "deleteRuns"
  | "deletedRuns"
  | "restoreRuns"
  | "restoredRuns"
  | "someFailed"
  | "live"
  | "paused"
  | "updated"
  | "offline"
  | "expand"
  | "collapse"
  | "views"
  | "saveView"
  | "saveViewAs"
  | "viewName"
  | "save"
  | "savedView"
  | "copyLink"
  | "linkCopied"
  | "defaultView"
  | "makeDefault"
  | "deleteView"
  | "deletedView"
  | "noViews"
  | "tagKey"
  | "tagValue"
  | "setTag"
  | "removeTag"
  | "taggedRuns"
  | "members"
  | "undefinedGroup"
  | "focusFilter"
  | "nextRun"
  | "previousRun"
  | "toggleRun"
  | "openRun"
  | "compareRuns"
  | "editNote"
  | "writeNote"
  | "preview"
  | "write"
  | "cancel"
  | "noNote"
  | "noteSaved"
  | "trashEmpty"
  | "emptyTrash"
  | "purgeSure"
  | "purge"
  | "purged"
  | "purgeRuns"
  | "trashHint"
  | "size"
  | "deletedAt"
  | "experimentDeleted"
  | "restoreExperiment"
  | "resume"
  | "pause"
  | "color"
> = {
  en: {
    table: "Table",
    allExperiments: "All experiments",
    charts: "Charts",
    compare: "Compare",
    notes: "Notes",
    trash: "Trash",
    parts: "Parts of the experiment",
    runs: "Runs",
    filter: "Filter",
    filterHint: "Filter: a name, or metrics.rmse < 60 AND params.alpha > 0.1",
    filterFault: "This filter is not understood",
    clearFilter: "Take the filter away",
    editClause: "Change {clause}",
    columns: "Columns",
    findColumn: "Find a column",
    attributes: "About the run",
    metrics: "Metrics",
    params: "Parameters",
    tags: "Tags",
    all: "All",
    none: "None",
    resetColumns: "Back to the first choice",
    group: "Group",
    groupBy: "Group by",
    noGroup: "No groups",
    band: "Band",
    bandStd: "Standard deviation",
    bandRange: "Smallest to largest",
    bandCi: "95 % interval of the mean",
    differences: "Differences only",
    tree: "Children below their parent",
    sparklines: "Courses of metrics",
    download: "Download",
    downloadCsv: "Table as CSV",
    downloadJson: "Table as JSON",
    downloading: "Collecting {n} {n|run|runs}…",
    downloaded: "Saved {n} {n|run|runs}",
    more: "More",
    shown: "{n} of {m}",
    shownGroups: "{n} {n|run|runs} in groups",
    sortUp: "Sort upwards",
    sortDown: "Sort downwards",
    pin: "Pin to the left",
    unpin: "Unpin",
    hide: "Hide",
    groupByThis: "Group by this",
    filterByThis: "Filter by this…",
    columnMenu: "Column {name}",
    last: "Last value",
    min: "Minimum",
    max: "Maximum",
    mean: "Mean",
    first: "First value",
    count: "Number of points",
    step: "Last step",
    minStep: "Step of the minimum",
    maxStep: "Step of the maximum",
    time: "Time of the last value",
    run: "Run",
    runId: "Run id",
    status: "Status",
    startTime: "Started",
    endTime: "Ended",
    duration: "Duration",
    user: "User",
    source: "Source",
    dataset: "Data set",
    models: "Models",
    note: "Note",
    nChildren: "Children",
    noRuns: "No run yet",
    noMatch: "No run matches",
    noMatchHint: "{n} {n|run is|runs are} there without the filter.",
    selectRun: "Select {name}",
    selectAll: "Select all that match",
    selected: "{n} selected",
    clearSelection: "Clear the selection",
    tagRuns: "Tag…",
    deleteRuns: "Move to the trash",
    deletedRuns: "{n} {n|run|runs} moved to the trash",
    restoreRuns: "Restore",
    restoredRuns: "{n} {n|run is|runs are} back",
    someFailed: "{n} did not work: {reason}",
    live: "Live",
    paused: "Paused",
    updated: "Updated {ago}",
    offline: "No connection; trying again",
    expand: "Show what is below {name}",
    collapse: "Hide what is below {name}",
    views: "Views",
    saveView: "Save this view…",
    saveViewAs: "Save this view",
    viewName: "Name",
    save: "Save",
    savedView: "View {name} is saved",
    copyLink: "Copy a link to this view",
    linkCopied: "The link is copied",
    defaultView: "{name} (first shown)",
    makeDefault: "Show this view first",
    deleteView: "Delete the view {name}",
    deletedView: "View {name} is deleted",
    noViews: "No view is saved yet",
    tagKey: "Tag",
    tagValue: "Value",
    setTag: "Set the tag",
    removeTag: "Take the tag away",
    taggedRuns: "{n} {n|run|runs} tagged",
    members: "{n} {n|run|runs}",
    undefinedGroup: "not set",
    focusFilter: "Filter",
    nextRun: "Next run",
    previousRun: "Previous run",
    toggleRun: "Select the run",
    openRun: "Open the run",
    compareRuns: "Compare what is selected",
    editNote: "Edit",
    writeNote: "Write a note",
    preview: "Preview",
    write: "Text",
    cancel: "Cancel",
    noNote: "Nothing noted yet",
    noteSaved: "The note is saved",
    trashEmpty: "The trash is empty",
    emptyTrash: "Empty the trash",
    purgeSure: "This deletes {n} {n|run|runs} with {n|its|their} artifacts for good. It cannot be undone.",
    purge: "Delete for good",
    purged: "{size} freed",
    purgeRuns: "Delete for good…",
    trashHint: "Runs in the trash keep everything until they are deleted for good.",
    size: "Size",
    deletedAt: "Deleted",
    experimentDeleted: "This experiment is in the trash.",
    restoreExperiment: "Restore it",
    resume: "Go on showing changes",
    pause: "Stop showing changes",
    color: "Colour",
  },
  ko: {
    table: "표",
    allExperiments: "모든 실험",
    charts: "차트",
    compare: "비교",
    notes: "노트",
    trash: "휴지통",
    parts: "실험 보기",
    runs: "실행",
    filter: "필터",
    filterHint: "필터: 이름 또는 metrics.rmse < 60 AND params.alpha > 0.1",
    filterFault: "필터를 해석할 수 없습니다",
    clearFilter: "필터 지우기",
    editClause: "{clause} 수정",
    columns: "열",
    findColumn: "열 찾기",
    attributes: "실행 정보",
    metrics: "지표",
    params: "파라미터",
    tags: "태그",
    all: "모두",
    none: "없음",
    resetColumns: "기본 열로 되돌리기",
    group: "그룹",
    groupBy: "그룹 기준",
    noGroup: "그룹 없음",
    band: "범위 표시",
    bandStd: "표준편차",
    bandRange: "최솟값–최댓값",
    bandCi: "평균의 95% 신뢰구간",
    differences: "다른 값만 보기",
    tree: "하위 실행을 묶어서 보기",
    sparklines: "지표 추이",
    download: "내려받기",
    downloadCsv: "표를 CSV로",
    downloadJson: "표를 JSON으로",
    downloading: "실행 {n}개를 모으는 중…",
    downloaded: "실행 {n}개를 저장했습니다",
    more: "더 보기",
    shown: "{m}개 중 {n}개",
    shownGroups: "실행 {n}개를 그룹으로 표시",
    sortUp: "오름차순 정렬",
    sortDown: "내림차순 정렬",
    pin: "왼쪽에 고정",
    unpin: "고정 해제",
    hide: "숨기기",
    groupByThis: "이 열로 그룹",
    filterByThis: "이 열로 필터…",
    columnMenu: "{name} 열",
    last: "마지막 값",
    min: "최솟값",
    max: "최댓값",
    mean: "평균",
    first: "첫 값",
    count: "점 개수",
    step: "마지막 스텝",
    minStep: "최솟값의 스텝",
    maxStep: "최댓값의 스텝",
    time: "마지막 값의 시각",
    run: "실행",
    runId: "실행 ID",
    status: "상태",
    startTime: "시작",
    endTime: "종료",
    duration: "소요 시간",
    user: "사용자",
    source: "소스",
    dataset: "데이터셋",
    models: "모델",
    note: "노트",
    nChildren: "하위 실행",
    noRuns: "아직 실행이 없습니다",
    noMatch: "조건에 맞는 실행이 없습니다",
    noMatchHint: "필터를 지우면 실행 {n}개가 있습니다.",
    selectRun: "{name} 선택",
    selectAll: "조건에 맞는 실행 모두 선택",
    selected: "{n}개 선택됨",
    clearSelection: "선택 해제",
    tagRuns: "태그…",
    deleteRuns: "휴지통으로 이동",
    deletedRuns: "실행 {n}개를 휴지통으로 옮겼습니다",
    restoreRuns: "복원",
    restoredRuns: "실행 {n}개를 복원했습니다",
    someFailed: "{n}개는 처리하지 못했습니다: {reason}",
    live: "실시간",
    paused: "일시 정지",
    updated: "{ago} 갱신됨",
    offline: "연결이 끊겨 다시 시도하는 중입니다",
    expand: "{name} 펼치기",
    collapse: "{name} 접기",
    views: "보기",
    saveView: "현재 보기 저장…",
    saveViewAs: "현재 보기 저장",
    viewName: "이름",
    save: "저장",
    savedView: "{name} 보기를 저장했습니다",
    copyLink: "이 보기의 링크 복사",
    linkCopied: "링크를 복사했습니다",
    defaultView: "{name} (기본 보기)",
    makeDefault: "기본 보기로 지정",
    deleteView: "{name} 보기 삭제",
    deletedView: "{name} 보기를 삭제했습니다",
    noViews: "저장된 보기가 없습니다",
    tagKey: "태그",
    tagValue: "값",
    setTag: "태그 지정",
    removeTag: "태그 제거",
    taggedRuns: "실행 {n}개에 태그를 지정했습니다",
    members: "실행 {n}개",
    undefinedGroup: "값 없음",
    focusFilter: "필터 입력",
    nextRun: "다음 실행",
    previousRun: "이전 실행",
    toggleRun: "실행 선택",
    openRun: "실행 열기",
    compareRuns: "선택한 실행 비교",
    editNote: "편집",
    writeNote: "노트 쓰기",
    preview: "미리보기",
    write: "입력",
    cancel: "취소",
    noNote: "아직 노트가 없습니다",
    noteSaved: "노트를 저장했습니다",
    trashEmpty: "휴지통이 비어 있습니다",
    emptyTrash: "휴지통 비우기",
    purgeSure: "실행 {n}개와 아티팩트를 완전히 삭제합니다. 되돌릴 수 없습니다.",
    purge: "완전히 삭제",
    purged: "{size}를 비웠습니다",
    purgeRuns: "완전히 삭제…",
    trashHint: "휴지통의 실행은 완전히 삭제하기 전까지 그대로 보관됩니다.",
    size: "크기",
    deletedAt: "삭제 시각",
    experimentDeleted: "휴지통에 있는 실험입니다.",
    restoreExperiment: "복원",
    resume: "실시간 갱신 다시 시작",
    pause: "실시간 갱신 멈추기",
    color: "색",
  },
};
