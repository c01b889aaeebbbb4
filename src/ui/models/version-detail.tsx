// One version of a model: what it came from, how good it is, what goes in and out, and how to serve it.
import type { ComponentChildren, VNode } from "preact";
import { useState } from "preact/hooks";
import { deleteVersion, describeVersion, type ModelVersion, type SignatureSchema } from "../api/models.ts";
import { errorText } from "../api/request-error.ts";
import { numberOf } from "../api/shapes.ts";
import { linkTo } from "../app/location.ts";
import { serverAddress } from "../browser/page-address.ts";
import { Button } from "../components/button.tsx";
import { CodeBlock } from "../components/code-block.tsx";
import { CopyButton } from "../components/copy-button.tsx";
import { Menu } from "../components/menu.tsx";
import { RunDot } from "../components/run-dot.tsx";
import { SureDialog } from "../components/sure-dialog.tsx";
import { notify } from "../components/toast.tsx";
import { formatBytes } from "../formats/bytes.ts";
import { exactNumber, formatNumber } from "../formats/number.ts";
import { formatTime } from "../formats/time.ts";
import { language } from "../i18n/language.ts";
import { translator } from "../i18n/translator.ts";
import { NoteEditor } from "../notes/note-editor.tsx";
import { modelTexts } from "./messages.ts";
import { schemaLines } from "./schema-lines.ts";

const text = translator(modelTexts);

/** The version. */
export function VersionDetail(props: {
  readonly name: string;
  readonly version: ModelVersion;
  readonly reload: () => void;
}): VNode {
  const { name, version, reload } = props;
  const [isSure, setSure] = useState(false);
  const uri = `models:/${name}/${version.version}`;
  const metrics = Object.entries(version.metrics).map(([key, value]) => {
    const number = numberOf(value);
    return {
      key,
      value: number === undefined ? String(value) : formatNumber(number),
      title: number === undefined ? "" : exactNumber(number),
    };
  });
  const params = Object.entries(version.params).map(([key, value]) => ({ key, value, title: value }));
  return (
    <section class="version-detail" aria-label={text("versionN", { version: version.version })}>
      <div class="row spread">
        <div class="row">
          <h2>{text("versionN", { version: version.version })}</h2>
          <span class="mono quiet">{uri}</span>
          <CopyButton text={uri} label={uri} />
        </div>
        <div class="row no-print">
          <Button kind="primary" icon="play" href={linkTo(["playground"], { model: uri })}>
            {text("tryIt")}
          </Button>
          <Menu
            button={{ icon: "more", label: text("more") }}
            items={[
              { label: text("deleteVersion"), icon: "trash", danger: true, onSelect: () => setSure(true) },
            ]}
          />
        </div>
      </div>
      <dl class="version-facts">
        {version.run_id !== null && (
          <Fact name={text("run")}>
            <RunDot runId={version.run_id} />
            <a href={linkTo(["runs", version.run_id])}>{version.run_name ?? version.run_id.slice(0, 8)}</a>
          </Fact>
        )}
        <Fact name={text("created")}>{formatTime(version.creation_time, language.value)}</Fact>
        {version.flavors.length > 0 && <Fact name={text("flavors")}>{version.flavors.join(", ")}</Fact>}
        {version.size_bytes !== null && <Fact name={text("size")}>{formatBytes(version.size_bytes)}</Fact>}
        {Object.entries(version.data).map(([name, digest]) => (
          <Fact key={name} name={text("data")}>
            {name} <span class="mono quiet">{digest}</span>
          </Fact>
        ))}
        {version.source !== null && (
          <Fact name={text("source")}>
            <span class="mono">{version.source}</span>
          </Fact>
        )}
      </dl>
      <NoteEditor
        key={version.version}
        note={version.description ?? ""}
        onSave={async (description) => {
          await describeVersion(name, version.version, description);
          reload();
        }}
      />
      <div class="version-tables">
        <Pairs title={text("metrics")} pairs={metrics} />
        <Pairs title={text("params")} pairs={params} />
        <Signature title={text("inputs")} schema={version.signature?.inputs} />
        <Signature title={text("outputs")} schema={version.signature?.outputs} />
      </div>
      <div class="stack no-print">
        <CodeBlock
          label={text("serve")}
          code={`MLFLOW_TRACKING_URI=${serverAddress()} npx traintracks models serve -m ${JSON.stringify(uri)} -p 5005`}
        />
        <CodeBlock
          label={text("load")}
          code={`import { loadModel, setTrackingUri } from "traintracks";

setTrackingUri(${JSON.stringify(serverAddress())});
const model = await loadModel(${JSON.stringify(uri)});`}
        />
      </div>
      {isSure && (
        <SureDialog
          title={text("deleteVersion").replace("…", "")}
          question={text("deleteSure", { name, version: version.version })}
          onClose={() => setSure(false)}
          onSure={() => void remove(name, version.version, reload)}
        />
      )}
    </section>
  );
}

async function remove(name: string, version: string, reload: () => void): Promise<void> {
  try {
    await deleteVersion(name, version);
    notify(text("deleted", { name: `${name} ${version}` }));
  } catch (error) {
    notify(errorText(error), { isFault: true });
  }
  reload();
}

function Fact({ name, children }: { readonly name: string; readonly children: ComponentChildren }): VNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Pairs(props: {
  readonly title: string;
  readonly pairs: readonly { readonly key: string; readonly value: string; readonly title: string }[];
}): VNode | null {
  if (props.pairs.length === 0) return null;
  return (
    <div class="panel">
      <h3 class="version-table-title">{props.title}</h3>
      <table class="list">
        <tbody>
          {props.pairs.map(({ key, value, title }) => (
            <tr key={key}>
              <th scope="row">{key}</th>
              <td class="number" title={title}>
                {value}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Signature(props: {
  readonly title: string;
  readonly schema: SignatureSchema | null | undefined;
}): VNode | null {
  const { title, schema } = props;
  const lines = schema === undefined || schema === null ? [] : schemaLines(schema);
  if (lines.length === 0) return null;
  return (
    <div class="panel">
      <h3 class="version-table-title">{title}</h3>
      <table class="list">
        <tbody>
          {lines.map(({ name, type, isOptional }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td class="quiet">
                {type}
                {isOptional && ` · ${text("optional")}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
