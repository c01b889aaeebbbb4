// Search.
import type { VNode } from "preact";
import { Dialog } from "../components/dialog.tsx";

/** Search. */
export function Palette({ onClose }: { readonly onClose: () => void }): VNode {
  return (
    <Dialog title="Search" onClose={onClose}>
      …
    </Dialog>
  );
}
