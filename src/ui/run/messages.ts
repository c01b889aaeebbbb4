// What the page of a run says.
import type { Texts } from "../i18n/translator.ts";

/** Messages of the page of a run. */
export const runTexts: Texts<
  | "overview"
  | "charts"
  | "artifacts"
  | "model"
  | "system"
  | "code"
  | "parts"
  | "experiments"
  | "copyId"
  | "rename"
  | "renamed"
  | "name"
  | "save"
  | "useInCode"
  | "loadModel"
  | "readRun"
  | "resumeRun"
  | "more"
  | "delete"
  | "deleted"
  | "restore"
  | "restored"
  | "inTrash"
  | "exportHtml"
  | "exported"
  | "exporting"
  | "print"
  | "register"
  | "modelName"
  | "registered"
  | "previous"
  | "next"
  | "started"
  | "ended"
  | "duration"
  | "user"
  | "stale"
  | "markFailed"
  | "marked"
  | "metrics"
  | "params"
  | "tags"
  | "note"
  | "children"
  | "datasets"
  | "noMetrics"
  | "noParams"
  | "noTags"
  | "metric"
  | "course"
  | "last"
  | "min"
  | "max"
  | "mean"
  | "points"
  | "step"
  | "atStep"
  | "find"
  | "addTag"
  | "editTag"
  | "tagKey"
  | "tagValue"
  | "tagSaved"
  | "tagRemoved"
  | "differencesOnly"
  | "source"
  | "commit"
  | "branch"
  | "repository"
  | "entryPoint"
  | "command"
  | "environment"
  | "artifactUri"
  | "noCode"
  | "lineage"
  | "data"
  | "thisRun"
  | "models"
  | "versions"
  | "noData"
  | "noModels"
  | "digest"
  | "context"
  | "schema"
  | "noSystem"
  | "noSystemHint"
  | "color"
  | "ownColor"
  | "createdBy"
  | "showInTable"
> = {
  en: {
    overview: "Overview",
    charts: "Charts",
    artifacts: "Artifacts",
    model: "Model",
    system: "System",
    code: "Code and lineage",
    parts: "Parts of the run",
    experiments: "Experiments",
    copyId: "Copy the id of the run",
    rename: "Rename…",
    renamed: "Renamed to {name}",
    name: "Name",
    save: "Save",
    useInCode: "Use in code",
    loadModel: "Load its model",
    readRun: "Read its numbers",
    resumeRun: "Go on with it",
    more: "More",
    delete: "Move to the trash",
    deleted: "{name} is in the trash",
    restore: "Restore",
    restored: "{name} is back",
    inTrash: "This run is in the trash.",
    exportHtml: "Save as one HTML file",
    exported: "Saved {name}",
    exporting: "Collecting what the run logged…",
    print: "Print",
    register: "Register its model…",
    modelName: "Name of the model",
    registered: "{name} has version {version} now",
    previous: "Previous run",
    next: "Next run",
    started: "Started",
    ended: "Ended",
    duration: "Duration",
    user: "User",
    stale: "This run says that it runs, but has written nothing since {ago}.",
    markFailed: "Mark it as failed",
    marked: "Marked as failed",
    metrics: "Metrics",
    params: "Parameters",
    tags: "Tags",
    note: "Note",
    children: "Runs below it",
    datasets: "Data sets",
    noMetrics: "No metric was logged",
    noParams: "No parameter was logged",
    noTags: "No tag yet",
    metric: "Metric",
    course: "Course",
    last: "Last",
    min: "Minimum",
    max: "Maximum",
    mean: "Mean",
    points: "Points",
    step: "Step",
    atStep: "at step {step}",
    find: "Find",
    addTag: "Add a tag",
    editTag: "Change {key}",
    tagKey: "Tag",
    tagValue: "Value",
    tagSaved: "The tag is set",
    tagRemoved: "{key} is removed",
    differencesOnly: "Differences only",
    source: "Source",
    commit: "Commit",
    branch: "Branch",
    repository: "Repository",
    entryPoint: "Entry point",
    command: "Command",
    environment: "Environment",
    artifactUri: "Artifacts",
    noCode: "Nothing is known of the code",
    lineage: "Lineage",
    data: "Data",
    thisRun: "Run",
    models: "Models",
    versions: "Versions",
    noData: "No data set was logged",
    noModels: "No model was logged",
    digest: "Digest",
    context: "Used for",
    schema: "Columns",
    noSystem: "No figures of the machine",
    noSystemHint: "Metrics whose names begin with system/ are shown here: processor, memory, event loop.",
    color: "Colour",
    ownColor: "The run's own",
    createdBy: "Made by {user}",
    showInTable: "Show in the table",
  },
  ko: {
    overview: "개요",
    charts: "차트",
    artifacts: "아티팩트",
    model: "모델",
    system: "시스템",
    code: "코드와 계보",
    parts: "실행 보기",
    experiments: "실험",
    copyId: "실행 ID 복사",
    rename: "이름 바꾸기…",
    renamed: "이름을 {name}(으)로 바꿨습니다",
    name: "이름",
    save: "저장",
    useInCode: "코드에서 사용",
    loadModel: "모델 불러오기",
    readRun: "기록 읽기",
    resumeRun: "이어서 기록",
    more: "더 보기",
    delete: "휴지통으로 이동",
    deleted: "{name} 실행을 휴지통으로 옮겼습니다",
    restore: "복원",
    restored: "{name} 실행을 복원했습니다",
    inTrash: "휴지통에 있는 실행입니다.",
    exportHtml: "HTML 파일 하나로 저장",
    exported: "{name} 파일을 저장했습니다",
    exporting: "실행 기록을 모으는 중…",
    print: "인쇄",
    register: "모델 등록…",
    modelName: "모델 이름",
    registered: "{name} 모델의 버전 {version}을(를) 등록했습니다",
    previous: "이전 실행",
    next: "다음 실행",
    started: "시작",
    ended: "종료",
    duration: "소요 시간",
    user: "사용자",
    stale: "실행 중으로 표시되어 있지만 {ago} 이후 기록이 없습니다.",
    markFailed: "실패로 표시",
    marked: "실패로 표시했습니다",
    metrics: "지표",
    params: "파라미터",
    tags: "태그",
    note: "노트",
    children: "하위 실행",
    datasets: "데이터셋",
    noMetrics: "기록된 지표가 없습니다",
    noParams: "기록된 파라미터가 없습니다",
    noTags: "아직 태그가 없습니다",
    metric: "지표",
    course: "추이",
    last: "마지막",
    min: "최솟값",
    max: "최댓값",
    mean: "평균",
    points: "점",
    step: "스텝",
    atStep: "스텝 {step}",
    find: "찾기",
    addTag: "태그 추가",
    editTag: "{key} 수정",
    tagKey: "태그",
    tagValue: "값",
    tagSaved: "태그를 지정했습니다",
    tagRemoved: "{key} 태그를 제거했습니다",
    differencesOnly: "다른 값만 보기",
    source: "소스",
    commit: "커밋",
    branch: "브랜치",
    repository: "저장소",
    entryPoint: "진입점",
    command: "명령",
    environment: "환경",
    artifactUri: "아티팩트 위치",
    noCode: "코드 정보가 없습니다",
    lineage: "계보",
    data: "데이터",
    thisRun: "실행",
    models: "모델",
    versions: "버전",
    noData: "기록된 데이터셋이 없습니다",
    noModels: "기록된 모델이 없습니다",
    digest: "다이제스트",
    context: "용도",
    schema: "열",
    noSystem: "시스템 지표가 없습니다",
    noSystemHint: "이름이 system/으로 시작하는 지표(CPU, 메모리, 이벤트 루프)가 여기에 표시됩니다.",
    color: "색",
    ownColor: "기본 색",
    createdBy: "{user} 작성",
    showInTable: "표에서 보기",
  },
};
