// Settings of this browser, and what the server tells of itself.
import "./settings-page.css";
import type { ComponentChildren, VNode } from "preact";
import { useId, useState } from "preact/hooks";
import { needsToken } from "../api/request.ts";
import { usePageTitle } from "../app/page-title.ts";
import { areShortcutsOn, switchShortcuts } from "../app/shortcuts.ts";
import { sessionToken, setSessionToken } from "../browser/session.ts";
import { Button } from "../components/button.tsx";
import { LANGUAGES, language, setLanguage } from "../i18n/language.ts";
import { translator } from "../i18n/translator.ts";
import { setTheme, THEMES, theme } from "../theme/theme.ts";
import { settingsTexts } from "./messages.ts";
import { ServerFacts } from "./server-facts.tsx";
import { TrashFacts } from "./trash-facts.tsx";

const text = translator(settingsTexts);

/** The page. */
export function SettingsPage(): VNode {
  usePageTitle(text("settings"));
  return (
    <div class="page settings">
      <div class="page-head">
        <h1>{text("settings")}</h1>
      </div>
      <Group title={text("appearance")}>
        <Choice
          label={text("theme")}
          value={theme.value}
          choices={THEMES.map((name) => [name, text(name)])}
          onChange={setTheme}
        />
        <Choice
          label={text("language")}
          value={language.value}
          choices={[...LANGUAGES]}
          onChange={setLanguage}
        />
        <div class="setting">
          <span>
            {text("shortcuts")}
            <span class="quiet setting-hint">{text("shortcutsHint")}</span>
          </span>
          <input
            type="checkbox"
            aria-label={text("shortcuts")}
            checked={areShortcutsOn.value}
            onChange={(event) => switchShortcuts(event.currentTarget.checked)}
          />
        </div>
      </Group>
      <Group title={text("server")}>
        <ServerFacts />
        <Token />
      </Group>
      <Group title={text("trash")}>
        <TrashFacts />
      </Group>
    </div>
  );
}

function Group({ title, children }: { readonly title: string; readonly children: ComponentChildren }): VNode {
  return (
    <section class="panel setting-group">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Choice<T extends string>(props: {
  readonly label: string;
  readonly value: T;
  readonly choices: readonly (readonly [T, string])[];
  readonly onChange: (value: T) => void;
}): VNode {
  const { label, value, choices, onChange } = props;
  const id = useId();
  return (
    <div class="setting">
      <span id={id}>{label}</span>
      <div class="choices" role="radiogroup" aria-labelledby={id}>
        {choices.map(([choice, name]) => (
          <label key={choice} class={`choice${choice === value ? " chosen" : ""}`}>
            <input
              class="visually-hidden"
              type="radio"
              name={id}
              checked={choice === value}
              onChange={() => onChange(choice)}
            />
            {name}
          </label>
        ))}
      </div>
    </div>
  );
}

function Token(): VNode {
  const [token, setToken] = useState(sessionToken() ?? "");
  const id = useId();
  const use = (next: string): void => {
    setSessionToken(next === "" ? undefined : next);
    setToken(next);
    needsToken.value = false;
  };
  return (
    <form
      class="setting"
      onSubmit={(event) => {
        event.preventDefault();
        use(token);
      }}
    >
      <label for={id}>
        {text("token")}
        <span class="quiet setting-hint">{text("tokenHint")}</span>
      </label>
      <span class="row">
        <input
          id={id}
          class="input"
          type="password"
          autocomplete="current-password"
          value={token}
          onInput={(event) => setToken(event.currentTarget.value)}
        />
        <Button type="submit" disabled={token === ""}>
          {text("useToken")}
        </Button>
        <Button disabled={sessionToken() === undefined} onClick={() => use("")}>
          {text("forgetToken")}
        </Button>
      </span>
    </form>
  );
}
