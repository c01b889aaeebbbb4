// A registered model: its versions with their aliases, and the version that is looked at.
import "./models.css";
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { deleteModel, describeModel, fetchModel, type ModelDetail } from "../api/models.ts";
import { errorText } from "../api/request-error.ts";
import { useLoad } from "../api/use-load.ts";
import { go, linkTo } from "../app/location.ts";
import type { PageProps } from "../app/page-props.ts";
import { usePageTitle } from "../app/page-title.ts";
import { useShortcuts } from "../app/shortcuts.ts";
import { Button } from "../components/button.tsx";
import { Menu } from "../components/menu.tsx";
import { ErrorState, LoadingState } from "../components/states.tsx";
import { SureDialog } from "../components/sure-dialog.tsx";
import { notify } from "../components/toast.tsx";
import { translator } from "../i18n/translator.ts";
import { NoteEditor } from "../notes/note-editor.tsx";
import { modelTexts } from "./messages.ts";
import { VersionDetail } from "./version-detail.tsx";
import { VersionList } from "./version-list.tsx";

const text = translator(modelTexts);

/** The page. */
export function ModelPage({ params }: PageProps): VNode {
  const name = params["name"] ?? "";
  const { value: model, error, reload } = useLoad((signal) => fetchModel(name, signal), name);
  usePageTitle(name);
  if (model === undefined) {
    return error === undefined ? <LoadingState /> : <ErrorState error={error} onRetry={reload} />;
  }
  return <Model key={name} model={model} chosen={params["version"]} reload={reload} />;
}

function Model(props: {
  readonly model: ModelDetail;
  readonly chosen: string | undefined;
  readonly reload: () => void;
}): VNode {
  const { model, chosen, reload } = props;
  const [isSure, setSure] = useState(false);
  const versions = model.versions.toSorted((a, b) => Number(b.version) - Number(a.version));
  const place = Math.max(
    0,
    versions.findIndex(({ version }) => version === chosen),
  );
  const version = versions[place];
  const before = versions[place + 1];
  const show = (next: number): void => {
    const found = versions[next];
    if (found !== undefined) go(linkTo(["models", model.name, "versions", found.version]));
  };
  useShortcuts([
    { keys: "j", label: text("version"), scope: "here", run: () => show(place + 1) },
    { keys: "k", label: text("version"), scope: "here", run: () => show(place - 1) },
  ]);
  return (
    <div class="page model-page">
      <nav class="crumbs no-print" aria-label={text("models")}>
        <a href={linkTo(["models"])}>{text("models")}</a>
        <span aria-hidden="true">/</span>
      </nav>
      <div class="page-head">
        <h1>{model.name}</h1>
        <div class="row no-print">
          {version !== undefined && before !== undefined && (
            <Button
              icon="compare"
              href={linkTo(["models", model.name, "diff"], { from: before.version, to: version.version })}
            >
              {text("diff")}
            </Button>
          )}
          <Menu
            button={{ icon: "more", label: text("more") }}
            items={[
              { label: text("deleteModel"), icon: "trash", danger: true, onSelect: () => setSure(true) },
            ]}
          />
        </div>
      </div>
      <NoteEditor
        note={model.description ?? ""}
        onSave={async (description) => {
          await describeModel(model.name, description);
          reload();
        }}
      />
      <div class="model-columns">
        <VersionList model={model} versions={versions} current={version} reload={reload} />
        {version !== undefined && <VersionDetail name={model.name} version={version} reload={reload} />}
      </div>
      {isSure && (
        <SureDialog
          title={text("deleteModel").replace("…", "")}
          question={text("deleteModelSure", { name: model.name })}
          onClose={() => setSure(false)}
          onSure={() => void remove(model.name)}
        />
      )}
    </div>
  );
}

async function remove(name: string): Promise<void> {
  try {
    await deleteModel(name);
    notify(text("deleted", { name }));
    go(linkTo(["models"]));
  } catch (error) {
    notify(errorText(error), { isFault: true });
  }
}
