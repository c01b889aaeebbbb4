// What a chart takes from the page around it: its width, and the colours of text and lines.
import type { RefObject } from "preact";
import { useCallback, useState } from "preact/hooks";

/** The width of an element in pixels, kept up to date; 0 before it is known. The function begins to watch it. */
export function useWidth(element: RefObject<HTMLElement | null>): readonly [number, () => () => void] {
  const [width, setWidth] = useState(0);
  const watch = useCallback(() => {
    const target = element.current;
    if (target === null) return () => undefined;
    const observer = new ResizeObserver(() => setWidth(Math.floor(target.clientWidth)));
    observer.observe(target);
    setWidth(Math.floor(target.clientWidth));
    return () => observer.disconnect();
  }, []);
  return [width, watch];
}

/** The colours that the style sheet gives an element, for canvases: its text, and its top border for grids. */
export function inkOf(element: HTMLElement): { readonly text: string; readonly grid: string } {
  const style = getComputedStyle(element);
  return { text: style.color, grid: style.borderTopColor };
}
