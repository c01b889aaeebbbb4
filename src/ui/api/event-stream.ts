// Reads a stream of server-sent events by fetch, which unlike EventSource can carry a token and a body; comes back after
// a break and asks for what came after the last event.
import { send } from "./request.ts";
import { isAborted, RequestError } from "./request-error.ts";
import { eventReader, type ServerEvent } from "./server-events.ts";

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;

/** What happens to a stream. */
export interface StreamListener {
  readonly onEvent: (event: ServerEvent) => void;
  /** Called with true when the stream is open, with false when it broke off. */
  readonly onConnection?: (isOpen: boolean) => void;
}

/**
 * Follows a stream until it is told to stop.
 *
 * @param body What to follow; the cursor of the last event is added to it after a break.
 * @returns Stops following.
 */
export function followEvents(path: string, body: object, listener: StreamListener): () => void {
  const controller = new AbortController();
  void follow(path, body, listener, controller.signal);
  return () => controller.abort();
}

async function follow(
  path: string,
  body: object,
  listener: StreamListener,
  signal: AbortSignal,
): Promise<void> {
  let since: string | undefined;
  let pauseMs = FIRST_PAUSE_MS;
  while (!signal.aborted) {
    try {
      const request = JSON.stringify(since === undefined ? body : { ...body, since });
      const response = await send(path, {
        method: "POST",
        body: request,
        headers: { accept: "text/event-stream" },
        signal,
      });
      listener.onConnection?.(true);
      pauseMs = FIRST_PAUSE_MS;
      for await (const event of eventsOf(response)) {
        since = cursorOf(event) ?? since;
        listener.onEvent(event);
      }
    } catch (error) {
      if (signal.aborted || isAborted(error)) return;
      if (isFinal(error)) {
        listener.onConnection?.(false);
        return;
      }
    }
    if (signal.aborted) return;
    listener.onConnection?.(false);
    await pause(pauseMs, signal);
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
  }
}

async function* eventsOf(response: Response): AsyncGenerator<ServerEvent> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  const read = eventReader();
  for (;;) {
    const piece = await reader?.read();
    if (piece === undefined || piece.done) return;
    yield* read(piece.value);
  }
}

function cursorOf({ data }: ServerEvent): string | undefined {
  return /"cursor":"([^"]*)"/.exec(data)?.[1];
}

/** Whether asking again is of no use: the request itself is refused. */
function isFinal(error: unknown): boolean {
  return error instanceof RequestError && error.status >= 400 && error.status < 500 && error.status !== 429;
}

function pause(durationMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, durationMs);
    signal.addEventListener(
      "abort",
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
