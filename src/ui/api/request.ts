// Requests to the server this page came from, and to no other.
import { type Signal, signal } from "@preact/signals";
import { serverUrl } from "../browser/page-address.ts";
import { sessionToken } from "../browser/session.ts";
import { RequestError } from "./request-error.ts";

/** Parts of an address behind its `?`; undefined parts are left out, lists stand several times. */
export type Query = Readonly<Record<string, string | number | boolean | undefined | readonly string[]>>;

/** Whether the server has refused a request for want of a token. */
export const needsToken: Signal<boolean> = signal(false);

/** Gets JSON. */
export async function getJson<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  return readJson<T>(await send(path, { query, ...(signal && { signal }) }));
}

/** Posts JSON, or sends it by another method, and gets JSON. */
export async function sendJson<T>(
  path: string,
  body: object,
  options: { readonly method?: "POST" | "PUT" | "PATCH" | "DELETE"; readonly signal?: AbortSignal } = {},
): Promise<T> {
  const { method = "POST", signal } = options;
  return readJson<T>(await send(path, { method, body: JSON.stringify(body), ...(signal && { signal }) }));
}

/** What {@link send} is to do, besides the address. */
export interface Sending {
  readonly method?: string;
  readonly query?: Query;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/**
 * Sends a request and gives back the answer once its headers are there.
 *
 * @throws RequestError for an answer that is not a success, and when there is none.
 */
export async function send(path: string, sending: Sending = {}): Promise<Response> {
  const { method = "GET", query = {}, body, headers = {}, signal } = sending;
  const token = sessionToken();
  let response: Response;
  try {
    response = await fetch(addressOf(path, query), {
      method,
      headers: {
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(body === undefined ? {} : { body }),
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (error) {
    if (error instanceof TypeError) throw new RequestError("The server cannot be reached.", { status: 0 });
    throw error;
  }
  if (!response.ok) throw await refusal(response);
  return response;
}

/** The whole address of a path of the server, with a query. */
export function addressOf(path: string, query: Query = {}): string {
  const url = serverUrl(path);
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    if (Array.isArray(value)) for (const item of value) url.searchParams.append(name, item);
    else url.searchParams.set(name, String(value));
  }
  return url.href;
}

/** The one place where an answer gets its type: the server is ours, and of the same version. */
async function readJson<T>(response: Response): Promise<T> {
  return (await response.json()) as T;
}

async function refusal(response: Response): Promise<RequestError> {
  if (response.status === 401) needsToken.value = true;
  const requestId = response.headers.get("x-request-id") ?? "";
  const text = await response.text();
  const { message, code } = reasonIn(text);
  return new RequestError(message || `The server answered ${response.status} ${response.statusText}.`, {
    status: response.status,
    code,
    requestId,
  });
}

function reasonIn(text: string): { readonly message: string; readonly code: string } {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body !== "object" || body === null) return { message: text, code: "" };
    const message = "message" in body && typeof body.message === "string" ? body.message : "";
    const code = "error_code" in body && typeof body.error_code === "string" ? body.error_code : "";
    return { message, code };
  } catch {
    return { message: text.slice(0, 500), code: "" };
  }
}
