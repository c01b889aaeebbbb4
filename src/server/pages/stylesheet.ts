// The one style sheet of the pages, light and dark.

/** Served as `pages.css`. */
export const STYLESHEET: string = `
:root {
  color-scheme: light dark;
  --ground: #fbfaf8; --surface: #ffffff; --line: #e4e1da; --text: #1f2328; --quiet: #6a6f76;
  --accent: #b4461f; --accent-soft: #f7e9e2; --good: #1a7f4b; --bad: #b3261e; --busy: #8a5a00;
  --mono: ui-monospace, "SF Mono", "Cascadia Code", Menlo, Consolas, monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #16181b; --surface: #1d2024; --line: #32363c; --text: #e6e4df; --quiet: #9aa0a8;
    --accent: #f08a5d; --accent-soft: #33261f; --good: #5fcf94; --bad: #f2857c; --busy: #e0b050;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--ground); color: var(--text);
  font: 15px/1.5 Inter, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
}
a { color: var(--accent); text-decoration: none; }
a:hover { text-decoration: underline; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: .5rem; background: var(--surface); padding: .4rem .8rem; }
header { background: var(--surface); border-bottom: 1px solid var(--line); }
header > div, main, footer { max-width: 82rem; margin: 0 auto; padding: 0 1.5rem; }
header > div { display: flex; align-items: center; gap: 1.75rem; height: 3.5rem; }
.brand { display: flex; align-items: center; gap: .6rem; color: var(--text); font-weight: 650; letter-spacing: -.01em; font-size: 1.05rem; }
.brand:hover { text-decoration: none; }
.brand svg { color: var(--accent); }
nav { display: flex; gap: 1.25rem; }
nav a { color: var(--quiet); }
nav a[aria-current] { color: var(--text); font-weight: 550; }
main { padding-top: 2rem; padding-bottom: 3rem; }
footer { color: var(--quiet); font-size: .85rem; padding-top: 1rem; padding-bottom: 2rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .35rem; letter-spacing: -.015em; overflow-wrap: anywhere; }
h2 { font-size: 1.05rem; margin: 2.25rem 0 .75rem; letter-spacing: -.005em; }
h2 .count { color: var(--quiet); font-weight: 400; overflow-wrap: anywhere; }
p { margin: .5rem 0; }
.crumbs { color: var(--quiet); font-size: .9rem; margin: 0 0 .6rem; }
.facts { display: flex; flex-wrap: wrap; gap: .35rem 1.75rem; color: var(--quiet); margin: .25rem 0 0; font-size: .92rem; }
.facts b { color: var(--text); font-weight: 500; }
.card { background: var(--surface); border: 1px solid var(--line); border-radius: 10px; overflow-x: auto; }
.card.padded { padding: 1.25rem 1.5rem; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; }
th, td { text-align: left; padding: .5rem .9rem; border-bottom: 1px solid var(--line); vertical-align: top; }
tr:last-child > td { border-bottom: 0; }
thead th { color: var(--quiet); font-weight: 500; font-size: .82rem; white-space: nowrap; background: color-mix(in srgb, var(--ground) 60%, transparent); }
thead th.number { font-family: inherit; font-size: .82rem; }
thead th a { color: inherit; }
thead .group-space { border-bottom: 0; }
thead .group { text-align: left; border-left: 1px solid var(--line); padding-bottom: .2rem; border-bottom: 0; text-transform: uppercase; letter-spacing: .06em; font-size: .7rem; }
tbody tr:hover { background: color-mix(in srgb, var(--accent-soft) 45%, transparent); }
.first { border-left: 1px solid var(--line); }
.number { text-align: right; font-variant-numeric: tabular-nums; font-family: var(--mono); font-size: .86rem; white-space: nowrap; }
.value { font-family: var(--mono); font-size: .86rem; max-width: 22rem; overflow-wrap: anywhere; }
.name { font-weight: 550; white-space: nowrap; }
.quiet { color: var(--quiet); white-space: nowrap; }
.status { display: inline-flex; align-items: center; gap: .4rem; white-space: nowrap; }
.status::before { content: ""; width: .5rem; height: .5rem; border-radius: 50%; background: var(--quiet); }
.status.FINISHED::before { background: var(--good); }
.status.FAILED::before, .status.KILLED::before { background: var(--bad); }
.status.RUNNING::before, .status.SCHEDULED::before { background: var(--busy); }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); gap: 0 1.5rem; align-items: start; }
.columns > section { min-width: 0; }
.spark { color: var(--accent); display: block; max-width: 100%; height: auto; }
form.search { display: flex; gap: .5rem; margin: 1.25rem 0 1rem; flex-wrap: wrap; }
input { font: inherit; font-family: var(--mono); font-size: .88rem; color: inherit; background: var(--surface); border: 1px solid var(--line); border-radius: 8px; padding: .45rem .75rem; }
input[name="filter"] { flex: 1 1 24rem; }
button { font: inherit; color: var(--surface); background: var(--accent); border: 0; border-radius: 8px; padding: .45rem 1.1rem; cursor: pointer; }
.notice { border-left: 3px solid var(--bad); background: var(--surface); padding: .6rem 1rem; margin: 1rem 0; white-space: pre-wrap; font-family: var(--mono); font-size: .88rem; overflow-x: auto; }
pre { font-family: var(--mono); font-size: .86rem; line-height: 1.55; background: var(--ground); border: 1px solid var(--line); border-radius: 8px; padding: .85rem 1rem; overflow-x: auto; margin: .75rem 0; }
code { font-family: var(--mono); font-size: .9em; }
.tag { display: inline-block; background: var(--accent-soft); color: var(--accent); border-radius: 99px; padding: .05rem .6rem; font-size: .82rem; }
.more { margin: 1rem 0 0; }
figure { margin: 0; padding: 1rem; }
figure img { max-width: 100%; height: auto; display: block; background: #fff; border-radius: 4px; }
`;
