// The versions of a model. Aliases are dragged from one to another, or moved by their menu.
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { deleteAlias, type ModelDetail, type ModelVersion, setAlias } from "../api/models.ts";
import { errorText } from "../api/request-error.ts";
import { linkTo } from "../app/location.ts";
import { Ago } from "../components/ago.tsx";
import { Button } from "../components/button.tsx";
import { Menu } from "../components/menu.tsx";
import { NameDialog } from "../components/name-dialog.tsx";
import { RunDot } from "../components/run-dot.tsx";
import { notify } from "../components/toast.tsx";
import { translator } from "../i18n/translator.ts";
import { mainMetrics } from "./main-metrics.ts";
import { modelTexts } from "./messages.ts";
import { MetricText } from "./metric-text.tsx";

const text = translator(modelTexts);
const DRAG_TYPE = "application/x-traintracks-alias";

/** The list. */
export function VersionList(props: {
  readonly model: ModelDetail;
  readonly versions: readonly ModelVersion[];
  readonly current: ModelVersion | undefined;
  readonly reload: () => void;
}): VNode {
  const { model, versions, current, reload } = props;
  const [over, setOver] = useState<string | undefined>(undefined);
  const [naming, setNaming] = useState<string | undefined>(undefined);
  const put = (alias: string, to: string | undefined): void =>
    void moveAlias(
      model,
      alias,
      versions.find((version) => version.aliases.includes(alias))?.version,
      to,
      reload,
    );
  return (
    <section class="versions" aria-label={text("versions")}>
      <ul>
        {versions.map((version) => (
          <li
            key={version.version}
            class={`version${version === current ? " current" : ""}${over === version.version ? " over" : ""}`}
            onDragOver={(event) => {
              if (event.dataTransfer?.types.includes(DRAG_TYPE) !== true) return;
              event.preventDefault();
              setOver(version.version);
            }}
            onDragLeave={() => setOver(undefined)}
            onDrop={(event) => {
              event.preventDefault();
              setOver(undefined);
              const alias = event.dataTransfer?.getData(DRAG_TYPE);
              if (alias) put(alias, version.version);
            }}
          >
            <a
              class="version-link"
              href={linkTo(["models", model.name, "versions", version.version])}
              aria-current={version === current ? "true" : undefined}
            >
              <b>{text("versionN", { version: version.version })}</b>
              <span class="quiet">
                <Ago timeMs={version.creation_time} />
              </span>
            </a>
            <div class="row version-metrics">
              {version.run_id !== null && <RunDot runId={version.run_id} />}
              {mainMetrics(version.metrics, 2).map(([key, value]) => (
                <MetricText key={key} name={key} value={value} />
              ))}
            </div>
            <div class="row">
              {version.aliases.map((alias) => (
                // biome-ignore lint/a11y/noStaticElementInteractions: dragging is one way; the menu in it is the other
                <span
                  key={alias}
                  class="alias"
                  draggable
                  onDragStart={(event) => event.dataTransfer?.setData(DRAG_TYPE, alias)}
                >
                  <Menu
                    button={{
                      kind: "quiet",
                      small: true,
                      title: text("moveAlias", { alias }),
                      children: `@${alias}`,
                    }}
                    items={[
                      ...versions
                        .filter((other) => other !== version)
                        .map((other) => ({
                          label: `→ ${text("versionN", { version: other.version })}`,
                          onSelect: () => put(alias, other.version),
                        })),
                      {
                        label: text("aliasRemoved", { alias }),
                        icon: "close" as const,
                        danger: true,
                        separate: true,
                        onSelect: () => put(alias, undefined),
                      },
                    ]}
                  />
                </span>
              ))}
              <Button
                kind="quiet"
                small
                icon="add"
                label={text("addAlias")}
                onClick={() => setNaming(version.version)}
              />
            </div>
          </li>
        ))}
      </ul>
      {versions.length > 1 && <p class="quiet version-hint no-print">{text("aliasHint")}</p>}
      {naming !== undefined && (
        <NameDialog
          title={text("addAlias")}
          label={text("aliasName")}
          placeholder="champion"
          action={text("save")}
          onClose={() => setNaming(undefined)}
          onSubmit={async (alias) => {
            await setAlias(model.name, alias, naming);
            notify(text("aliasSet", { alias, version: naming }));
            reload();
          }}
        />
      )}
    </section>
  );
}

async function moveAlias(
  model: ModelDetail,
  alias: string,
  from: string | undefined,
  to: string | undefined,
  reload: () => void,
): Promise<void> {
  if (from === to) return;
  const undo =
    from === undefined
      ? {}
      : {
          undo: () =>
            void setAlias(model.name, alias, from).then(reload, (error: unknown) =>
              notify(errorText(error), { isFault: true }),
            ),
        };
  try {
    if (to === undefined) await deleteAlias(model.name, alias);
    else await setAlias(model.name, alias, to);
    const message =
      to === undefined
        ? text("aliasRemoved", { alias })
        : from === undefined
          ? text("aliasSet", { alias, version: to })
          : text("aliasMoved", { alias, from, to });
    notify(message, undo);
  } catch (error) {
    notify(errorText(error), { isFault: true });
  }
  reload();
}
