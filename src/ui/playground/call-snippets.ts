// The same question to a model, asked from elsewhere: the commands and programs to copy.

/** A piece of code. */
export interface Snippet {
  readonly label: string;
  readonly code: string;
}

const PORT = 5005;

/** How to serve a model and ask it by curl, in TypeScript and in Python. */
export function callSnippets(serverUrl: string, uri: string, body: string): readonly Snippet[] {
  const address = `http://127.0.0.1:${PORT}/invocations`;
  return [
    {
      label: "Serve",
      code: `MLFLOW_TRACKING_URI=${serverUrl} npx traintracks models serve -m ${shellWord(uri)} -p ${PORT}`,
    },
    {
      label: "curl",
      code: `curl -X POST -H 'Content-Type: application/json' \\\n  --data ${shellWord(body)} ${address}`,
    },
    {
      label: "fetch",
      code: `const answer = await fetch("${address}", {\n  method: "POST",\n  headers: { "content-type": "application/json" },\n  body: ${JSON.stringify(body)},\n});\nconsole.log((await answer.json()).predictions);`,
    },
    {
      label: "Python",
      code: `import requests\n\nanswer = requests.post(\n    "${address}",\n    headers={"Content-Type": "application/json"},\n    data=${JSON.stringify(body)},\n)\nprint(answer.json()["predictions"])`,
    },
    {
      label: "In a program",
      code: `import { loadModel, setTrackingUri } from "traintracks";\n\nsetTrackingUri(${JSON.stringify(serverUrl)});\nconst model = await loadModel(${JSON.stringify(uri)});`,
    },
  ];
}

/** A text as one word of a shell. */
function shellWord(text: string): string {
  return /^[\w./:@-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
