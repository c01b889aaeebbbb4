// Reads a stream of server-sent events by fetch, which unlike EventSource can carry a token; comes back after a break.
import { type Query, send } from "./request.ts";
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
 * Follows a stream until it is told to stop. After a break it goes on behind the last event, as EventSource does.
 *
 * @returns Stops following.
 */
export function followEvents(path: string, query: Query, listener: StreamListener): () => void {
  const controller = new AbortController();
  void follow(path, query, listener, controller.signal);
  return () => controller.abort();
}

async function follow(
  path: string,
  query: Query,
  { onEvent, onConnection }: StreamListener,
  signal: AbortSignal,
): Promise<void> {
  let lastId: string | undefined;
  let pauseMs = FIRST_PAUSE_MS;
  while (!signal.aborted) {
    try {
      const headers = {
        accept: "text/event-stream",
        ...(lastId === undefined ? {} : { "last-event-id": lastId }),
      };
      const { body } = await send(path, { query, headers, signal });
      onConnection?.(true);
      pauseMs = FIRST_PAUSE_MS;
      const read = eventReader();
      const texts = body?.pipeThrough(new TextDecoderStream()) ?? [];
      for await (const text of texts) {
        for (const event of read(text)) {
          lastId = event.id ?? lastId;
          onEvent(event);
        }
      }
    } catch (error) {
      if (signal.aborted || isAborted(error)) return;
      if (error instanceof RequestError && error.status >= 400 && error.status < 500) {
        onConnection?.(false);
        return;
      }
    }
    onConnection?.(false);
    await pause(pauseMs, signal);
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
  }
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
