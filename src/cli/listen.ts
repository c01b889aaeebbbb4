// Listens on an address, and says in a person's words why that cannot be.
import { failure } from "../errors/index.ts";
import { hasCode } from "../system/index.ts";

/** What can listen: resolves with its address as a URL. */
export interface Listener {
  listen(where: { readonly host: string; readonly port: number }): Promise<string>;
}

/**
 * Lets a server listen.
 *
 * @returns The server's URL.
 * @throws Error `INVALID_PARAMETER_VALUE` when the port is taken, or the address is none of this machine's.
 */
export async function listen(server: Listener, host: string, port: number): Promise<string> {
  try {
    return await server.listen({ host, port });
  } catch (cause) {
    const reason = hasCode(cause, "EADDRINUSE")
      ? "the port is in use; choose another with --port"
      : hasCode(cause, "EACCES")
        ? "the system does not allow it"
        : "this machine has no such address";
    throw failure("INVALID_PARAMETER_VALUE", `Cannot listen on ${host}:${port}: ${reason}`, { cause });
  }
}
