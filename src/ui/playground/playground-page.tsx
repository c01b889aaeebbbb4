// The page of the playground: which model, and the playground itself.
import "./playground.css";
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { queryValue, setQuery } from "../app/location.ts";
import { usePageTitle } from "../app/page-title.ts";
import { Button } from "../components/button.tsx";
import { translator } from "../i18n/translator.ts";
import { playgroundTexts } from "./messages.ts";
import { Playground } from "./playground.tsx";

const text = translator(playgroundTexts);

/** The page; the model stands in the address. */
export function PlaygroundPage(): VNode {
  const uri = queryValue("model") ?? "";
  const [typed, setTyped] = useState(uri);
  usePageTitle(text("title"));
  return (
    <div class="page stack">
      <h1>{text("title")}</h1>
      <form
        class="row"
        onSubmit={(event) => {
          event.preventDefault();
          setQuery({ model: typed.trim() === "" ? undefined : typed.trim() }, { push: true });
        }}
      >
        <label class="field model-uri">
          <span class="field-label">{text("uri")}</span>
          <input
            class="input mono"
            value={typed}
            placeholder="models:/name@champion"
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
          <span class="quiet">{text("help")}</span>
        </label>
        <Button type="submit">{text("open")}</Button>
      </form>
      {uri !== "" && <Playground uri={uri} />}
    </div>
  );
}
