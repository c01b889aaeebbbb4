// Loads what a component shows, anew whenever what it depends on changes; what was shown stays until the new is there.
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { isAborted } from "./request-error.ts";

/** How far a load is. */
export interface Loaded<T> {
  /** The last value that came; undefined before the first. */
  readonly value: T | undefined;
  /** Why the last load did not work; undefined when it did. */
  readonly error: unknown;
  readonly isLoading: boolean;
  /** Loads again. */
  readonly reload: () => void;
}

/**
 * Loads a value.
 *
 * @param load Gets a signal that is aborted when the answer is no longer wanted.
 * @param key Says what is loaded; another key loads anew and forgets the value, undefined loads nothing.
 */
export function useLoad<T>(load: (signal: AbortSignal) => Promise<T>, key: string | undefined): Loaded<T> {
  const [state, setState] = useState<{
    readonly key: string | undefined;
    readonly value: T | undefined;
    readonly error: unknown;
    readonly isLoading: boolean;
  }>({ key: undefined, value: undefined, error: undefined, isLoading: key !== undefined });
  const [turn, setTurn] = useState(0);
  const latest = useRef(load);
  latest.current = load;
  useEffect(() => {
    if (key === undefined) return undefined;
    const controller = new AbortController();
    setState((old) => ({
      key,
      value: old.key === key ? old.value : undefined,
      error: undefined,
      isLoading: true,
    }));
    latest.current(controller.signal).then(
      (value) => {
        if (!controller.signal.aborted) setState({ key, value, error: undefined, isLoading: false });
      },
      (error: unknown) => {
        if (controller.signal.aborted || isAborted(error)) return;
        setState((old) => ({ ...old, error, isLoading: false }));
      },
    );
    return () => controller.abort();
  }, [key, turn]);
  const reload = useCallback(() => setTurn((count) => count + 1), []);
  const isCurrent = state.key === key;
  return {
    value: isCurrent ? state.value : undefined,
    error: isCurrent ? state.error : undefined,
    isLoading: isCurrent ? state.isLoading : key !== undefined,
    reload,
  };
}
