// A page.
import type { VNode } from "preact";
import type { PageProps } from "../app/routes.ts";

/** A page. */
export function ExperimentPage({ params }: PageProps): VNode {
  return (
    <div class="page">
      <h1>ExperimentPage {params["name"]}</h1>
    </div>
  );
}
