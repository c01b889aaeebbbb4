// Draws its content once it comes near the part of the page that is on the screen.
import type { ComponentChildren, VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

const NEAR = "300px";

/** A place whose content is drawn when it comes into sight, and stays. */
export function WhenSeen(props: {
  readonly className?: string;
  readonly children: () => ComponentChildren;
}): VNode {
  const place = useRef<HTMLDivElement>(null);
  const [isSeen, setSeen] = useState(false);
  useEffect(() => {
    if (isSeen || place.current === null) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setSeen(true);
      },
      { rootMargin: NEAR },
    );
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [isSeen]);
  return (
    <div ref={place} class={props.className}>
      {isSeen && props.children()}
    </div>
  );
}
