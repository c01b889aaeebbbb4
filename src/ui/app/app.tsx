// The frame around every page: navigation, the page itself, notices, keyboard, search.
import "./app.css";
import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { needsToken } from "../api/request.ts";
import { Button } from "../components/button.tsx";
import { Icon } from "../components/icon.tsx";
import { lazy } from "../components/lazy.tsx";
import { EmptyState } from "../components/states.tsx";
import { notify, Toasts, undoLatest } from "../components/toast.tsx";
import { translator } from "../i18n/translator.ts";
import { setTheme, THEMES, theme } from "../theme/theme.ts";
import { Brand } from "./brand.tsx";
import { address, go, linkTo, onPageChange } from "./location.ts";
import { matchRoute } from "./match-route.ts";
import { appTexts } from "./messages.ts";
import { ROUTES } from "./routes.ts";
import { ShortcutList } from "./shortcut-list.tsx";
import { listenToKeys, useShortcuts } from "./shortcuts.ts";
import { TokenForm } from "./token-form.tsx";

const text = translator(appTexts);
const Palette = lazy<{ readonly onClose: () => void }>(
  async () => (await import("../palette/palette.tsx")).Palette,
);

const AREAS = [
  ["experiments", ["experiments", "runs"]],
  ["models", ["models"]],
  ["playground", ["playground"]],
] as const;

/** The app. */
export function App(): VNode {
  const main = useRef<HTMLElement>(null);
  const [overlay, setOverlay] = useState<"palette" | "keys" | undefined>(undefined);
  const closeOverlay = (): void => setOverlay(undefined);

  useEffect(() => listenToKeys(() => setOverlay("palette")), []);
  useEffect(() => {
    let isFirst = true;
    onPageChange(() => {
      // The first page has the focus where the browser puts it.
      if (!isFirst) {
        main.current?.focus({ preventScroll: true });
        scrollTo(0, 0);
      }
      isFirst = false;
    });
  }, []);
  useShortcuts([
    { keys: "?", label: text("showShortcuts"), scope: "everywhere", run: () => setOverlay("keys") },
    {
      keys: "g e",
      label: text("goToExperiments"),
      scope: "everywhere",
      run: () => go(linkTo(["experiments"])),
    },
    { keys: "g m", label: text("goToModels"), scope: "everywhere", run: () => go(linkTo(["models"])) },
    {
      keys: "g p",
      label: text("goToPlayground"),
      scope: "everywhere",
      run: () => go(linkTo(["playground"])),
    },
    { keys: "g s", label: text("goToSettings"), scope: "everywhere", run: () => go(linkTo(["settings"])) },
    { keys: "t", label: text("switchTheme"), scope: "everywhere", run: nextTheme },
    { keys: "z", label: text("undoLast"), scope: "everywhere", run: undo },
  ]);

  const { path } = address.value;
  return (
    <>
      <button type="button" class="skip" onClick={() => main.current?.focus()}>
        {text("skip")}
      </button>
      <header class="bar no-print">
        <a class="brand" href={linkTo(["experiments"])} aria-label="traintracks">
          <Brand />
          <span>traintracks</span>
        </a>
        <nav class="areas" aria-label={text("mainNavigation")}>
          {AREAS.map(([area, firsts]) => (
            <a
              key={area}
              href={linkTo([area])}
              aria-current={firsts.some((first) => first === (path[0] ?? "experiments")) ? "true" : undefined}
            >
              {text(area)}
            </a>
          ))}
        </nav>
        <button
          type="button"
          class="search-button"
          aria-haspopup="dialog"
          aria-keyshortcuts="Meta+K Control+K"
          onClick={() => setOverlay("palette")}
        >
          <Icon name="search" size={14} />
          <span class="search-word">{text("searchEverything")}</span>
          <kbd>⌘K</kbd>
        </button>
        <span class="bar-help">
          <Button kind="quiet" icon="help" label={text("keyboard")} onClick={() => setOverlay("keys")} />
        </span>
        <Button kind="quiet" icon="settings" label={text("settings")} href={linkTo(["settings"])} />
      </header>
      <main ref={main} id="main" tabIndex={-1}>
        {needsToken.value ? <TokenForm /> : <CurrentPage path={path} />}
      </main>
      <Toasts />
      {overlay === "palette" && <Palette onClose={closeOverlay} />}
      {overlay === "keys" && <ShortcutList onClose={closeOverlay} />}
    </>
  );
}

function CurrentPage({ path }: { readonly path: readonly string[] }): VNode {
  for (const { pattern, page: Page } of ROUTES) {
    const params = matchRoute(pattern, path);
    if (params !== undefined) return <Page key={pattern} params={params} />;
  }
  return (
    <EmptyState icon="warning" title={text("notFound")}>
      <p>{text("notFoundHint")}</p>
      <Button href={linkTo(["experiments"])}>{text("goHome")}</Button>
    </EmptyState>
  );
}

function nextTheme(): void {
  setTheme(THEMES[(THEMES.indexOf(theme.value) + 1) % THEMES.length] ?? "system");
}

function undo(): void {
  if (!undoLatest()) notify(text("nothingToUndo"));
}
