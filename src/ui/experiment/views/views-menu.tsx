// The menu of saved views, and the link to what is shown now.
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { deleteExperimentTag, type ExperimentSummary, setExperimentTag } from "../../api/experiments.ts";
import { errorText } from "../../api/request-error.ts";
import { formatAddress } from "../../app/address.ts";
import { address, go, linkTo, queryValue } from "../../app/location.ts";
import { copyText } from "../../browser/clipboard.ts";
import { serverAddress } from "../../browser/page-address.ts";
import { Menu, type MenuItem } from "../../components/menu.tsx";
import { NameDialog } from "../../components/name-dialog.tsx";
import { notify } from "../../components/toast.tsx";
import { translator } from "../../i18n/translator.ts";
import { experimentTexts } from "../messages.ts";
import { type SavedView, savedViews, VIEW_TAG, viewAddress, viewId, viewTag } from "./saved-view.ts";

const text = translator(experimentTexts);
/** A longer link is kept on the server, and a short one leads to it. */
const MAX_LINK_CHARACTERS = 2000;

/** The menu. */
export function ViewsMenu(props: {
  readonly experiment: ExperimentSummary;
  readonly onChange: () => void;
}): VNode {
  const { experiment, onChange } = props;
  const id = experiment.experiment_id;
  const [isNaming, setNaming] = useState(false);
  const [local, setLocal] = useState<Readonly<Record<string, string>> | undefined>(undefined);
  const tags = local ?? experiment.tags;
  const views = savedViews(tags).filter(({ name }) => name !== "");
  const shown = views.find((view) => view.id === queryValue("view"));

  const keep = async (view: SavedView): Promise<void> => {
    await setExperimentTag(id, VIEW_TAG + view.id, viewTag(view));
    setLocal({ ...tags, [VIEW_TAG + view.id]: viewTag(view) });
    onChange();
  };
  const forget = async (view: SavedView): Promise<void> => {
    await deleteExperimentTag(id, VIEW_TAG + view.id);
    const { [VIEW_TAG + view.id]: _, ...rest } = tags;
    setLocal(rest);
    onChange();
    notify(text("deletedView", { name: view.name }), { undo: () => void attempt(keep(view)) });
  };
  const makeDefault = async (view: SavedView): Promise<void> => {
    for (const other of views.filter(({ isDefault }) => isDefault))
      await keep({ ...other, isDefault: false });
    await keep({ ...view, isDefault: true });
  };

  const items: MenuItem[] = views.map((view) => ({
    label: view.isDefault ? text("defaultView", { name: view.name }) : view.name,
    checked: view.id === shown?.id,
    onSelect: () => go(viewAddress(id, view)),
  }));
  items.push(
    { label: text("saveView"), icon: "save", separate: items.length > 0, onSelect: () => setNaming(true) },
    { label: text("copyLink"), icon: "link", onSelect: () => void attempt(copyLink(id, keep)) },
  );
  if (shown !== undefined) {
    items.push(
      { label: text("makeDefault"), icon: "pin", onSelect: () => void attempt(makeDefault(shown)) },
      {
        label: text("deleteView", { name: shown.name }),
        icon: "trash",
        danger: true,
        onSelect: () => void attempt(forget(shown)),
      },
    );
  }
  return (
    <>
      <Menu
        button={{ kind: "quiet", icon: "save", label: text("views") }}
        items={items}
        head={views.length === 0 ? <p class="menu-head">{text("noViews")}</p> : undefined}
      />
      {isNaming && (
        <NameDialog
          title={text("saveViewAs")}
          label={text("viewName")}
          action={text("save")}
          onClose={() => setNaming(false)}
          onSubmit={async (name) => {
            const place = placeInExperiment();
            await keep({ id: viewId(`${name} ${place}`), name, place, isDefault: false });
            notify(text("savedView", { name }));
          }}
        />
      )}
    </>
  );
}

/** What follows the path of the experiment in the present address. */
function placeInExperiment(): string {
  const { path, query } = address.value;
  const settings = new Map([...query].filter(([name]) => name !== "view"));
  return formatAddress({ path: path.slice(2), query: settings }).slice(2);
}

async function copyLink(experimentId: string, keep: (view: SavedView) => Promise<void>): Promise<void> {
  let link = `${serverAddress()}/${formatAddress(address.value)}`;
  if (link.length > MAX_LINK_CHARACTERS) {
    const place = placeInExperiment();
    const view = { id: viewId(place), name: "", place, isDefault: false };
    await keep(view);
    link = `${serverAddress()}/${linkTo(["experiments", experimentId], { view: view.id })}`;
  }
  if (await copyText(link)) notify(text("linkCopied"));
  else notify(link);
}

async function attempt(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    notify(errorText(error), { isFault: true });
  }
}
