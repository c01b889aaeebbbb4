// The door to models that a server was started with.
import { failure } from "../../errors/index.ts";
import type { Services } from "../routes/route.ts";
import type { ModelDoor } from "./ui-parts.ts";

/**
 * The door to models.
 *
 * @throws Error with code NOT_IMPLEMENTED when the server was started without one.
 */
export function modelDoorOf({ ui }: Services): ModelDoor {
  if (ui.models !== undefined) return ui.models;
  throw failure("NOT_IMPLEMENTED", "Cannot ask models: this server was started without them");
}
