// Puts what hangs from a button below it, inside the window.

const GAP = 4;
const EDGE = 8;

/** Puts an element of the top layer below another one; above it, or further left, where there is no room. */
export function placeBelow(element: HTMLElement | null, anchor: Element | null): void {
  if (element === null || anchor === null) return;
  const from = anchor.getBoundingClientRect();
  const { width, height } = element.getBoundingClientRect();
  const left = Math.max(EDGE, Math.min(from.left, innerWidth - width - EDGE));
  const below = from.bottom + GAP;
  const top = below + height > innerHeight - EDGE ? Math.max(EDGE, from.top - height - GAP) : below;
  element.style.setProperty("left", `${left}px`);
  element.style.setProperty("top", `${top}px`);
}
