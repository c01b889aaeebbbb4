// The frame of every page: head, navigation, footer.
import { Html, html } from "./html.ts";

/** What goes into the frame. */
export interface PageContent {
  readonly title: string;
  /** Which part of the navigation the page belongs to. */
  readonly area: "experiments" | "models" | undefined;
  readonly body: Html;
}

/**
 * The policy every page is sent with: it holds no script, loads nothing from elsewhere, and runs in no foreign frame.
 */
export const CONTENT_SECURITY_POLICY: string =
  "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'";

/**
 * A whole page as text.
 *
 * @param prefix What stands before every path of this server; usually nothing.
 */
export function renderPage({ title, area, body }: PageContent, prefix: string): string {
  const current = (name: string): Html | undefined =>
    name === area ? html` aria-current="page"` : undefined;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · traintracks</title>
<link rel="icon" type="image/svg+xml" href="${prefix}/favicon.svg">
<link rel="stylesheet" href="${prefix}/pages.css">
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header><div>
<a class="brand" href="${prefix}/">${LOGO} traintracks</a>
<nav aria-label="Main">
<a href="${prefix}/"${current("experiments")}>Experiments</a>
<a href="${prefix}/models"${current("models")}>Models</a>
</nav>
</div></header>
<main id="main">
${body}
</main>
<footer>The same data over REST: any MLflow client works with this server.</footer>
</body>
</html>
`;
  return page.text;
}

const LOGO_SHAPE =
  '<path d="M8.5 3 4 21M15.5 3 20 21M7.6 7h8.8M6.6 11.5h10.8M5.5 16h13" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"/>';

const LOGO: Html = html`<svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">${new Html(LOGO_SHAPE)}</svg>`;

/** The picture browsers show beside the title. */
export const FAVICON: string = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" color="#b4461f">${LOGO_SHAPE}</svg>`;
