// The trees of a model one by one, with the way of a row through each.
import "./model-viewer.css";
import type { VNode } from "preact";
import { useMemo, useState } from "preact/hooks";
import { fetchTree, type ModelInsight, type TreeNode } from "../api/model-insight.ts";
import { useLoad } from "../api/use-load.ts";
import { queryValue, setQuery } from "../app/location.ts";
import { Button } from "../components/button.tsx";
import { ErrorState, LoadingState } from "../components/states.tsx";
import { formatNumber } from "../formats/number.ts";
import { translator } from "../i18n/translator.ts";
import { modelViewTexts } from "./messages.ts";
import { type PlacedNode, treeLayout, wayThrough } from "./tree-layout.ts";

const text = translator(modelViewTexts);

const COLUMN = 118;
const ROW = 74;
const BOX_WIDTH = 108;
const BOX_HEIGHT = 40;

/** Trees with a row to walk through them; `row` is what the row begins with. */
export function TreeView(props: {
  readonly uri: string;
  readonly insight: ModelInsight;
  readonly row: readonly number[];
}): VNode | null {
  const { uri, insight } = props;
  const { trees, feature_names } = insight;
  const [row, setRow] = useState(props.row);
  const asked = Number(queryValue("tree") ?? 0);
  const last = (trees?.count ?? 1) - 1;
  const index = Number.isInteger(asked) ? Math.max(0, Math.min(last, asked)) : 0;
  const loaded = useLoad(
    (signal) => fetchTree(uri, index, signal),
    trees === null ? undefined : `${uri} ${index}`,
  );
  const layout = useMemo(
    () => (loaded.value === undefined ? undefined : treeLayout(loaded.value)),
    [loaded.value],
  );
  if (trees === null) return null;
  const nameOf = (feature: number): string => feature_names?.[feature] ?? `f${feature}`;
  const way = loaded.value === undefined ? [] : wayThrough(loaded.value, row);
  const end = layout?.byId.get(way.at(-1) ?? -1)?.node;
  const used = [
    ...new Set(loaded.value?.nodes.flatMap(({ feature }) => (feature === null ? [] : [feature]))),
  ];
  const show = (next: number): void => setQuery({ tree: next === 0 ? undefined : String(next) });
  return (
    <section class="panel padded stack" aria-label={text("tree", { n: index })}>
      <div class="row spread">
        <h2>{text("trees", { n: trees.count, objective: trees.objective })}</h2>
        <div class="row">
          <Button
            small
            icon="back"
            label={text("previousTree")}
            disabled={index === 0}
            onClick={() => show(index - 1)}
          />
          <label class="row">
            {text("tree", { n: "" })}
            <input
              class="input tree-number"
              type="number"
              min="0"
              max={last}
              value={index}
              onChange={(event) => show(Number(event.currentTarget.value))}
            />
            <span class="quiet">{text("treeOf", { n: trees.count })}</span>
          </label>
          <Button
            small
            icon="chevron-right"
            label={text("nextTree")}
            disabled={index === last}
            onClick={() => show(index + 1)}
          />
        </div>
      </div>
      {loaded.error !== undefined && <ErrorState error={loaded.error} onRetry={loaded.reload} />}
      {layout === undefined ? (
        <LoadingState />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys (WCAG 2.1.1)
        <section class="tree-scroll" tabIndex={0} aria-label={text("tree", { n: index })}>
          <svg
            width={layout.columns * COLUMN + 16}
            height={layout.rows * ROW + 8}
            role="img"
            aria-label={wayText(way, layout.byId, nameOf)}
          >
            {layout.nodes.flatMap((placed) => edgesOf(placed, layout.byId, way))}
            {layout.nodes.map((placed) => (
              <NodeBox
                key={placed.node.id}
                placed={placed}
                nameOf={nameOf}
                isOnWay={way.includes(placed.node.id)}
              />
            ))}
          </svg>
        </section>
      )}
      <h3>{text("walk")}</h3>
      <p class="quiet">
        {text("walkHelp")} {end !== undefined && text("leafValue", { value: formatNumber(Number(end.leaf)) })}
      </p>
      <div class="feature-row">
        {used
          .sort((a, b) => a - b)
          .map((feature) => (
            <label key={feature} class="field">
              <span class="field-label">{nameOf(feature)}</span>
              <input
                class="input"
                inputMode="decimal"
                value={Number.isNaN(row[feature] ?? Number.NaN) ? "" : row[feature]}
                onInput={({ currentTarget: { value } }) => {
                  const next = [...row];
                  next[feature] = value.trim() === "" ? Number.NaN : Number(value);
                  setRow(next);
                }}
              />
            </label>
          ))}
      </div>
    </section>
  );
}

function left({ column }: PlacedNode): number {
  return 8 + column * COLUMN + COLUMN / 2;
}

function top({ row }: PlacedNode): number {
  return 4 + row * ROW;
}

function edgesOf(
  placed: PlacedNode,
  byId: ReadonlyMap<number, PlacedNode>,
  way: readonly number[],
): readonly VNode[] {
  return [placed.node.left, placed.node.right].flatMap((id) => {
    const child = id === null ? undefined : byId.get(id);
    if (child === undefined) return [];
    const isOnWay = way.includes(child.node.id);
    const middle = (top(placed) + BOX_HEIGHT + top(child)) / 2;
    return [
      <path
        key={`${placed.node.id}-${child.node.id}`}
        class={isOnWay ? "edge on-way" : "edge"}
        d={`M${left(placed)} ${top(placed) + BOX_HEIGHT}C${left(placed)} ${middle} ${left(child)} ${middle} ${left(child)} ${top(child)}`}
      />,
    ];
  });
}

function NodeBox(props: {
  readonly placed: PlacedNode;
  readonly nameOf: (feature: number) => string;
  readonly isOnWay: boolean;
}): VNode {
  const { placed, nameOf, isOnWay } = props;
  const { node } = placed;
  const question = questionOf(node, nameOf);
  const detail =
    node.feature === null
      ? text("cover", { value: formatNumber(Number(node.cover)) })
      : text("gain", { value: formatNumber(Number(node.gain)) });
  return (
    <g
      class={`tree-node${node.feature === null ? " leaf" : ""}${isOnWay ? " on-way" : ""}`}
      transform={`translate(${left(placed) - BOX_WIDTH / 2} ${top(placed)})`}
    >
      <title>
        {question} {detail}
      </title>
      <rect width={BOX_WIDTH} height={BOX_HEIGHT} rx="6" />
      <text x={BOX_WIDTH / 2} y="17" text-anchor="middle">
        {shortened(question)}
      </text>
      <text class="tree-detail" x={BOX_WIDTH / 2} y="32" text-anchor="middle">
        {detail}
      </text>
    </g>
  );
}

function questionOf(node: TreeNode, nameOf: (feature: number) => string): string {
  if (node.feature === null) return formatNumber(Number(node.leaf));
  const name = nameOf(node.feature);
  if (node.right_categories !== null) return `${name} ∉ {${node.right_categories.join(", ")}}`;
  return `${name} < ${formatNumber(Number(node.threshold))}`;
}

function shortened(question: string): string {
  return question.length > 17 ? `${question.slice(0, 16)}…` : question;
}

function wayText(
  way: readonly number[],
  byId: ReadonlyMap<number, PlacedNode>,
  nameOf: (feature: number) => string,
): string {
  return way
    .flatMap((id) => {
      const node = byId.get(id)?.node;
      return node === undefined ? [] : [questionOf(node, nameOf)];
    })
    .join(" → ");
}
