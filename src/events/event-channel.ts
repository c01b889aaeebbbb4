// A channel of facts: who publishes does not know who listens, and whoever listens cannot disturb who publishes.
import { type Channel, channel, subscribe, unsubscribe } from "node:diagnostics_channel";

/**
 * A named channel of Node's `diagnostics_channel` whose messages are of type `T`. Listeners are called at once, in the
 * publisher's own stack.
 *
 * Programs may also listen by `diagnostics_channel.subscribe(name, …)`; what such a bare listener throws becomes an uncaught
 * exception of the process. {@link listen} keeps it from that.
 */
export class EventChannel<T extends object> {
  /** Such as `traintracks:fit:start`. */
  readonly name: string;
  readonly #channel: Channel;

  constructor(name: string) {
    this.name = name;
    this.#channel = channel(name);
  }

  /** Whether anybody listens: messages that nobody would read need not be made. */
  get hasListeners(): boolean {
    return this.#channel.hasSubscribers;
  }

  /** Tells all listeners. */
  publish(message: T): void {
    this.#channel.publish(message);
  }

  /**
   * Listens from now on.
   *
   * @param listener Called with each message.
   * @param onFault Called with what the listener throws; what this throws is lost.
   * @returns A function that ends it.
   */
  listen(listener: (message: T) => void, onFault: (fault: unknown) => void): () => void {
    const guarded = (message: unknown): void => {
      try {
        // Whoever publishes under this name publishes a T.
        listener(message as T);
      } catch (fault) {
        try {
          onFault(fault);
        } catch {
          // A listener has no way to stop a fit, and its complaint has none either.
        }
      }
    };
    subscribe(this.name, guarded);
    return () => void unsubscribe(this.name, guarded);
  }
}
