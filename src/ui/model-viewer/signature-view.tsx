// The columns of one side of a signature.
import "../charts/panel.css";
import type { VNode } from "preact";
import { translator } from "../i18n/translator.ts";
import { modelViewTexts } from "./messages.ts";

const text = translator(modelViewTexts);

/** Columns as MLmodel has them: a list of records, or its JSON; nothing at all when there are none. */
export function SignatureView(props: { readonly title: string; readonly columns: unknown }): VNode | null {
  const columns = columnsOf(props.columns);
  if (columns.length === 0) return null;
  return (
    <section class="panel" aria-label={props.title}>
      <table class="panel-table">
        <thead>
          <tr>
            <th scope="col">{props.title}</th>
            <th scope="col">{text("type")}</th>
          </tr>
        </thead>
        <tbody>
          {columns.map(({ name, type, isRequired }, i) => (
            <tr key={`${i} ${name}`}>
              <th scope="row">{name}</th>
              <td>
                {type} {!isRequired && <span class="quiet">{text("optional")}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function columnsOf(
  columns: unknown,
): readonly { readonly name: string; readonly type: string; readonly isRequired: boolean }[] {
  const list = typeof columns === "string" ? parsed(columns) : columns;
  if (!Array.isArray(list)) return [];
  return list.flatMap((column: unknown) => {
    if (typeof column !== "object" || column === null) return [];
    const name: unknown = Reflect.get(column, "name");
    const type: unknown = Reflect.get(column, "type");
    const spec: unknown = Reflect.get(column, "tensor-spec");
    return [
      {
        name: typeof name === "string" ? name : "–",
        type: typeof spec === "object" && spec !== null ? tensorText(spec) : String(type),
        isRequired: Reflect.get(column, "required") !== false,
      },
    ];
  });
}

function tensorText(spec: object): string {
  const shape: unknown = Reflect.get(spec, "shape");
  return `${String(Reflect.get(spec, "dtype"))} [${Array.isArray(shape) ? shape.join(", ") : ""}]`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
