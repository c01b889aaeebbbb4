// The title of the window.
import { useEffect } from "preact/hooks";

/** Names the window after what is shown, as long as it is shown. */
export function usePageTitle(title: string | undefined): void {
  useEffect(() => {
    document.title = title === undefined || title === "" ? "traintracks" : `${title} · traintracks`;
  }, [title]);
}
