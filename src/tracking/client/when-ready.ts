// Going on with a value that may be there already, without a detour over the event loop when it is.
import type { Awaitable } from "../entities.ts";

/** Whether an answer is still on its way. */
export function isPending<T>(answer: Awaitable<T>): answer is PromiseLike<T> {
  return (
    typeof answer === "object" && answer !== null && "then" in answer && typeof answer.then === "function"
  );
}

/** `next(value)`: at once, and in the caller's own stack, if the value is there; otherwise when it comes. */
export function whenReady<T, R>(answer: Awaitable<T>, next: (value: T) => Awaitable<R>): Awaitable<R> {
  return isPending(answer) ? answer.then(next) : next(answer);
}
