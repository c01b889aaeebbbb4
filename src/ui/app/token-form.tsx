// Asks for the token of a server that wants one.
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { needsToken } from "../api/request.ts";
import { setSessionToken } from "../browser/session.ts";
import { Button } from "../components/button.tsx";
import { EmptyState } from "../components/states.tsx";
import { translator } from "../i18n/translator.ts";
import { appTexts } from "./messages.ts";

const text = translator(appTexts);

/** The form; the pages load anew when a token was given. */
export function TokenForm(): VNode {
  const [token, setToken] = useState("");
  const submit = (event: Event): void => {
    event.preventDefault();
    setSessionToken(token);
    needsToken.value = false;
  };
  return (
    <EmptyState icon="warning" title={text("tokenWanted")}>
      <form class="row" onSubmit={submit}>
        <input
          class="input"
          type="password"
          autocomplete="current-password"
          aria-label={text("token")}
          value={token}
          onInput={(event) => setToken(event.currentTarget.value)}
        />
        <Button kind="primary" type="submit" disabled={token === ""}>
          {text("useToken")}
        </Button>
      </form>
      <p>{text("tokenHint")}</p>
    </EmptyState>
  );
}
