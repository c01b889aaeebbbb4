// What changed from one version of a model to another.
import "./models.css";
import type { VNode } from "preact";
import {
  type Difference,
  fetchModel,
  fetchModelDiff,
  type ModelDiff,
  type SignatureSchema,
} from "../api/models.ts";
import { numberOf, type WireNumber } from "../api/shapes.ts";
import { useLoad } from "../api/use-load.ts";
import { linkTo, queryValue, setQuery } from "../app/location.ts";
import type { PageProps } from "../app/page-props.ts";
import { usePageTitle } from "../app/page-title.ts";
import { EmptyState, ErrorState, LoadingState } from "../components/states.tsx";
import { exactNumber, formatNumber } from "../formats/number.ts";
import { translator } from "../i18n/translator.ts";
import { modelTexts } from "./messages.ts";
import { schemaLines } from "./schema-lines.ts";

const text = translator(modelTexts);

/** The page. */
export function ModelDiffPage({ params }: PageProps): VNode {
  const name = params["name"] ?? "";
  usePageTitle(`${name}: ${text("diff")}`);
  const { value: model } = useLoad((signal) => fetchModel(name, signal), name);
  const versions = (model?.versions ?? [])
    .map(({ version }) => version)
    .toSorted((a, b) => Number(b) - Number(a));
  const to = queryValue("to") ?? versions[0];
  const from = queryValue("from") ?? versions[1] ?? versions[0];
  const key = from === undefined || to === undefined ? undefined : `${name} ${from} ${to}`;
  const { value, error, reload } = useLoad(
    (signal) => fetchModelDiff(name, from ?? "", to ?? "", signal),
    key,
  );
  return (
    <div class="page">
      <nav class="crumbs no-print" aria-label={text("models")}>
        <a href={linkTo(["models"])}>{text("models")}</a>
        <span aria-hidden="true">/</span>
        <a href={linkTo(["models", name])}>{name}</a>
      </nav>
      <div class="page-head">
        <h1>{text("diff")}</h1>
        <div class="row">
          <VersionChoice label={text("from")} name="from" value={from} versions={versions} />
          <VersionChoice label={text("to")} name="to" value={to} versions={versions} />
        </div>
      </div>
      {error !== undefined && <ErrorState error={error} onRetry={reload} />}
      {value === undefined && error === undefined && <LoadingState />}
      {value !== undefined && <Changes diff={value} />}
    </div>
  );
}

function VersionChoice(props: {
  readonly label: string;
  readonly name: string;
  readonly value: string | undefined;
  readonly versions: readonly string[];
}): VNode {
  const { label, name, value, versions } = props;
  return (
    <label class="row">
      <span class="quiet">{label}</span>
      <select
        class="select"
        value={value}
        onChange={(event) => setQuery({ [name]: event.currentTarget.value }, { push: true })}
      >
        {versions.map((version) => (
          <option key={version} value={version}>
            {version}
          </option>
        ))}
      </select>
    </label>
  );
}

function Changes({ diff }: { readonly diff: ModelDiff }): VNode {
  const { is_same, from, to } = diff.signature;
  const signature: readonly Difference[] = is_same
    ? []
    : [
        { key: text("inputs"), from: schemaText(from?.inputs), to: schemaText(to?.inputs) },
        { key: text("outputs"), from: schemaText(from?.outputs), to: schemaText(to?.outputs) },
      ].filter((difference) => difference.from !== difference.to);
  const parts: readonly (readonly [string, readonly Difference[]])[] = [
    [text("metrics"), diff.metrics],
    [text("params"), diff.params],
    [text("data"), diff.data],
    [text("signature"), signature],
    [text("code"), diff.tags],
  ];
  const changed = parts.filter(([, differences]) => differences.length > 0);
  if (changed.length === 0) return <EmptyState icon="check" title={text("noDifference")} />;
  return (
    <div class="stack">
      {changed.map(([title, differences]) => (
        <section key={title} class="panel scroll-x">
          <h2 class="version-table-title">{title}</h2>
          <table class="list diff">
            <thead>
              <tr>
                <th scope="col" />
                <th scope="col">{text("versionN", { version: diff.from.version })}</th>
                <th scope="col">{text("versionN", { version: diff.to.version })}</th>
                <th scope="col">{text("change")}</th>
              </tr>
            </thead>
            <tbody>
              {differences.map((difference) => (
                <tr key={difference.key}>
                  <th scope="row">{difference.key}</th>
                  <td>
                    <Value value={difference.from} />
                  </td>
                  <td>
                    <Value value={difference.to} />
                  </td>
                  <td class="quiet">{changeText(difference)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
    </div>
  );
}

function Value({ value }: { readonly value: WireNumber | null }): VNode {
  const number = numberOf(value);
  if (number !== undefined) return <span title={exactNumber(number)}>{formatNumber(number)}</span>;
  return <span class={value === null ? "quiet" : undefined}>{value ?? text("missing")}</span>;
}

function changeText({ from, to }: Difference): string {
  const a = numberOf(from);
  const b = numberOf(to);
  if (a === undefined || b === undefined || !Number.isFinite(a) || !Number.isFinite(b)) return "";
  const share = a === 0 ? "" : ` (${b >= a ? "+" : "−"}${Math.abs(((b - a) / a) * 100).toFixed(1)} %)`;
  return `${b >= a ? "+" : ""}${formatNumber(b - a)}${share}`;
}

function schemaText(schema: SignatureSchema | null | undefined): string | null {
  if (schema === undefined || schema === null) return null;
  return schemaLines(schema)
    .map(({ name, type }) => `${name}: ${type}`)
    .join(", ");
}
