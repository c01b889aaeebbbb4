// How the page of a scoring server looks.

/** The style sheet, served beside the page: its content security policy allows none inside. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 25%, transparent); }
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
h1 { font-size: 1.4rem; margin: 0; }
h2 { font-size: 1.1rem; margin: 2rem 0 0.5rem; }
form { display: grid; gap: 0.75rem; grid-template-columns: repeat(auto-fill, minmax(10rem, 1fr)); margin-top: 1.5rem; }
label { display: grid; font-size: 0.85rem; }
label.wide, button { grid-column: 1 / -1; }
label small { opacity: 0.7; }
input, select, textarea, button { box-sizing: border-box; min-width: 0; border: 1px solid var(--line); border-radius: 0.4rem; font: inherit; padding: 0.4rem 0.6rem; }
textarea { font: 0.85rem/1.4 ui-monospace, monospace; min-height: 8rem; }
button { background: #1f5fbf; border-color: transparent; color: #fff; cursor: pointer; justify-self: start; }
:focus-visible { outline: 2px solid #4c8dff; outline-offset: 2px; }
output { display: block; font-size: 1.6rem; font-variant-numeric: tabular-nums; margin: 1.5rem 0; overflow-wrap: anywhere; }
.fault { border-left: 4px solid #c0392b; margin: 1.5rem 0; padding: 0.25rem 1rem; }
pre { border: 1px solid var(--line); border-radius: 0.4rem; overflow-wrap: anywhere; white-space: pre-wrap; padding: 0.75rem; font-size: 0.85rem; }
`;
