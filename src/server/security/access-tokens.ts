// Tokens that let a client read, or read and write.
import { createHash, timingSafeEqual } from "node:crypto";
import { invalidValue } from "../../errors/index.ts";

/** What a request may do. */
export type Access = "none" | "read" | "write";

const MIN_CHARACTERS = 16;

/** The tokens of one file. */
export class AccessTokens {
  readonly #tokens: readonly { readonly digest: Buffer; readonly access: Access }[];

  /**
   * @param text Lines `read <token>` or `write <token>`; a token of at least 16 characters without blanks. Empty lines
   *   and those that start with `#` do not count.
   * @throws RangeError that names the line at fault, or when there is no token at all.
   */
  constructor(text: string) {
    this.#tokens = text.split(/\r?\n/).flatMap((line, index) => {
      if (line.trim() === "" || line.startsWith("#")) return [];
      const match = /^(read|write)\s+(\S+)\s*$/.exec(line);
      if (match === null || match[2]!.length < MIN_CHARACTERS) {
        throw invalidValue(
          `Cannot read the token file: line ${index + 1} must be "read" or "write" and a token of at least ${MIN_CHARACTERS} characters`,
        );
      }
      return [{ digest: digestOf(match[2]!), access: match[1] === "write" ? "write" : "read" }];
    });
    if (this.#tokens.length === 0) throw invalidValue("Cannot read the token file: it holds no token");
  }

  /**
   * What a request may do, by its Authorization header: `Bearer <token>`, or `Basic` with the token as the password
   * (the user name does not matter). Every token is compared, in constant time.
   */
  accessOf(authorization: string | undefined): Access {
    const token = tokenOf(authorization);
    if (token === undefined) return "none";
    const digest = digestOf(token);
    let access: Access = "none";
    for (const known of this.#tokens) {
      if (timingSafeEqual(known.digest, digest) && access !== "write") access = known.access;
    }
    return access;
  }
}

function tokenOf(authorization: string | undefined): string | undefined {
  const [, scheme = "", credentials = ""] = /^(\S+) +(\S+)$/.exec(authorization ?? "") ?? [];
  if (scheme.toLowerCase() === "bearer") return credentials;
  if (scheme.toLowerCase() !== "basic") return undefined;
  const userAndPassword = Buffer.from(credentials, "base64").toString();
  const colon = userAndPassword.indexOf(":");
  return colon < 0 ? undefined : userAndPassword.slice(colon + 1);
}

function digestOf(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
