// Parts of the app that are loaded when they are first shown.
import type { ComponentType, VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { ErrorState, LoadingState } from "./states.tsx";

/** A component that is loaded when it is first drawn. */
export function lazy<P extends object>(load: () => Promise<ComponentType<P>>): (props: P) => VNode {
  let loaded: ComponentType<P> | undefined;
  return function Lazy(props: P): VNode {
    const [, setTurn] = useState(0);
    const [error, setError] = useState<unknown>(undefined);
    useEffect(() => {
      if (loaded !== undefined || error !== undefined) return;
      let isWanted = true;
      load().then(
        (component) => {
          loaded = component;
          if (isWanted) setTurn((turn) => turn + 1);
        },
        (reason: unknown) => {
          if (isWanted) setError(reason);
        },
      );
      return () => {
        isWanted = false;
      };
    }, [error]);
    if (error !== undefined) return <ErrorState error={error} onRetry={() => setError(undefined)} />;
    const Component = loaded;
    return Component === undefined ? <LoadingState /> : <Component {...props} />;
  };
}
