// A page.
import type { VNode } from "preact";
import type { PageProps } from "../app/routes.ts";

/** A page. */
export function SettingsPage({ params }: PageProps): VNode {
  return (
    <div class="page">
      <h1>SettingsPage {params["name"]}</h1>
    </div>
  );
}
