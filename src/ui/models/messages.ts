// What the pages of models say.
import type { Texts } from "../i18n/translator.ts";

/** Messages of the pages of models. */
export const modelTexts: Texts<
  | "models"
  | "model"
  | "versions"
  | "version"
  | "versionN"
  | "filter"
  | "none"
  | "noneHint"
  | "noneMatch"
  | "latest"
  | "aliases"
  | "updated"
  | "created"
  | "description"
  | "metrics"
  | "params"
  | "tags"
  | "data"
  | "run"
  | "source"
  | "size"
  | "flavors"
  | "signature"
  | "inputs"
  | "outputs"
  | "optional"
  | "serve"
  | "load"
  | "tryIt"
  | "compareWith"
  | "diff"
  | "diffTitle"
  | "from"
  | "to"
  | "noDifference"
  | "sameSignature"
  | "code"
  | "addAlias"
  | "aliasName"
  | "aliasSet"
  | "aliasMoved"
  | "aliasRemoved"
  | "moveHere"
  | "moveAlias"
  | "aliasHint"
  | "deleteVersion"
  | "deleteModel"
  | "deleteSure"
  | "deleteModelSure"
  | "deleted"
  | "cancel"
  | "more"
  | "save"
  | "change"
  | "missing"
  | "register"
  | "select"
> = {
  en: {
    models: "Models",
    model: "Model",
    versions: "Versions",
    version: "Version",
    versionN: "Version {version}",
    filter: "Filter by name",
    none: "No model is registered yet",
    noneHint: "Register the model of a run, from its page or in code:",
    noneMatch: "No model has “{filter}” in its name",
    latest: "Latest",
    aliases: "Aliases",
    updated: "Changed",
    created: "Made",
    description: "Description",
    metrics: "Metrics",
    params: "Parameters",
    tags: "Tags",
    data: "Data",
    run: "Run",
    source: "Source",
    size: "Size",
    flavors: "Flavors",
    signature: "Signature",
    inputs: "Inputs",
    outputs: "Outputs",
    optional: "optional",
    serve: "Serve this version",
    load: "Load this version",
    tryIt: "Try it",
    compareWith: "Compare with…",
    diff: "What changed",
    diffTitle: "{name}: version {from} and version {to}",
    from: "From version",
    to: "To version",
    noDifference: "No difference",
    sameSignature: "The signature is the same",
    code: "Code",
    addAlias: "Add an alias",
    aliasName: "Alias",
    aliasSet: "@{alias} is version {version}",
    aliasMoved: "@{alias} moved from version {from} to version {to}",
    aliasRemoved: "@{alias} is removed",
    moveHere: "Move @{alias} here",
    moveAlias: "Move or remove @{alias}",
    aliasHint: "Drag an alias to another version, or press it.",
    deleteVersion: "Delete this version…",
    deleteModel: "Delete the model…",
    deleteSure: "Version {version} of {name} is deleted for good. Its run keeps its files.",
    deleteModelSure: "{name} and all its versions are deleted for good. Their runs keep their files.",
    deleted: "{name} is deleted",
    cancel: "Cancel",
    more: "More",
    save: "Save",
    change: "Change",
    missing: "–",
    register: "Register a model",
    select: "Select version {version}",
  },
  ko: {
    models: "모델",
    model: "모델",
    versions: "버전",
    version: "버전",
    versionN: "버전 {version}",
    filter: "이름으로 찾기",
    none: "아직 등록된 모델이 없습니다",
    noneHint: "실행 화면이나 코드에서 모델을 등록할 수 있습니다.",
    noneMatch: "이름에 ‘{filter}’이(가) 들어간 모델이 없습니다",
    latest: "최신",
    aliases: "별칭",
    updated: "변경",
    created: "생성",
    description: "설명",
    metrics: "지표",
    params: "파라미터",
    tags: "태그",
    data: "데이터",
    run: "실행",
    source: "소스",
    size: "크기",
    flavors: "형식",
    signature: "시그니처",
    inputs: "입력",
    outputs: "출력",
    optional: "선택",
    serve: "이 버전 서빙하기",
    load: "이 버전 불러오기",
    tryIt: "사용해 보기",
    compareWith: "다른 버전과 비교…",
    diff: "달라진 점",
    diffTitle: "{name}: 버전 {from}과 버전 {to}",
    from: "이전 버전",
    to: "이후 버전",
    noDifference: "차이가 없습니다",
    sameSignature: "시그니처가 같습니다",
    code: "코드",
    addAlias: "별칭 추가",
    aliasName: "별칭",
    aliasSet: "@{alias}이(가) 버전 {version}을(를) 가리킵니다",
    aliasMoved: "@{alias}을(를) 버전 {from}에서 버전 {to}(으)로 옮겼습니다",
    aliasRemoved: "@{alias} 별칭을 제거했습니다",
    moveHere: "@{alias}을(를) 여기로 옮기기",
    moveAlias: "@{alias} 옮기기 또는 제거",
    aliasHint: "별칭을 다른 버전으로 끌어 놓거나 눌러서 옮기세요.",
    deleteVersion: "이 버전 삭제…",
    deleteModel: "모델 삭제…",
    deleteSure: "{name} 버전 {version}을(를) 완전히 삭제합니다. 실행의 파일은 그대로 남습니다.",
    deleteModelSure: "{name}과(와) 모든 버전을 완전히 삭제합니다. 실행의 파일은 그대로 남습니다.",
    deleted: "{name}을(를) 삭제했습니다",
    cancel: "취소",
    more: "더 보기",
    save: "저장",
    change: "변경",
    missing: "–",
    register: "모델 등록",
    select: "버전 {version} 선택",
  },
};
