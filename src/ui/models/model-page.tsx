// A page.
import type { VNode } from "preact";
import type { PageProps } from "../app/routes.ts";

/** A page. */
export function ModelPage({ params }: PageProps): VNode {
  return (
    <div class="page">
      <h1>ModelPage {params["name"]}</h1>
    </div>
  );
}
