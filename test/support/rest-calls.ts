// Plain calls to a tracking server, for tests in which the client is not what is tested.

/**
 * Sends JSON to a call of MLflow's API.
 *
 * @throws Error when the answer is not 200; TypeError, as fetch has it, when there is none.
 */
export async function postJson(url: string, path: string, body: object): Promise<unknown> {
  const response = await fetch(`${url}/api/2.0/mlflow/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (response.status !== 200) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return await response.json();
}

/** Makes a run in the experiment that is always there, and gives its id. */
export async function newRunIdOf(url: string): Promise<string> {
  const answer = await postJson(url, "runs/create", { experiment_id: "0" });
  return (answer as { run: { info: { run_id: string } } }).run.info.run_id;
}
