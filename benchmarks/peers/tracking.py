"""MLflow's side of the tracking benchmark: reads one request a line, does it, and answers with one line of JSON.

Every answer holds what came out and, as "ms", how long MLflow's client took for it.
"""

import json
import sqlite3
import sys
import time

import mlflow
from mlflow import MlflowClient
from mlflow.entities import Metric

clients = {}
runs = {}


def opened(uri):
    client = MlflowClient(tracking_uri=uri)
    client.search_experiments(max_results=1)
    clients[uri] = client
    return {}


def timed(work):
    start = time.perf_counter()
    result = work()
    return (time.perf_counter() - start) * 1000, result


def run_of(uri):
    if uri not in runs:
        runs[uri] = clients[uri].create_run("0").info.run_id
    return runs[uri]


def log(uri, calls):
    client, run = clients[uri], run_of(uri)

    def work():
        for step in range(calls):
            client.log_metric(run, "loss", step / 7, step=step)

    return {"ms": timed(work)[0]}


def batch(uri, points):
    client, run = clients[uri], run_of(uri)
    now = int(time.time() * 1000)
    metrics = [Metric(f"batch{i % 10}", i / 3, now, i) for i in range(points)]
    return {"ms": timed(lambda: client.log_batch(run, metrics=metrics))[0]}


def make(uri, count):
    client = clients[uri]

    def work():
        for _ in range(count):
            client.set_terminated(client.create_run("0").info.run_id)

    return {"ms": timed(work)[0]}


def count_points(uri, key):
    return {"count": len(clients[uri].get_metric_history(run_of(uri), key))}


def search(uri, experiment, filter, order, results, pages):
    client = clients[uri]

    def work():
        names, token = [], None
        for _ in range(pages):
            page = client.search_runs([experiment], filter, order_by=order, max_results=results, page_token=token)
            names += [run.info.run_name for run in page]
            token = page.token
        return names

    ms, names = timed(work)
    return {"ms": ms, "names": names}


def history(uri, run, key):
    ms, points = timed(lambda: clients[uri].get_metric_history(run, key))
    return {"ms": ms, "count": len(points), "sum": sum(point.value for point in points)}


def upload(uri, run, file):
    return {"ms": timed(lambda: clients[uri].log_artifact(run, file))[0]}


def download(uri, run, path, folder):
    return {"ms": timed(lambda: clients[uri].download_artifacts(run, path, folder))[0]}


def insert(uri, database, experiment, file, points, run):
    """Puts runs into the database as MLflow would have, but all at once."""
    opened(uri)
    with open(file) as lines:
        found = [json.loads(line) for line in lines]
    db = sqlite3.connect(database)
    db.execute(
        "INSERT INTO experiments (experiment_id, name, artifact_location, lifecycle_stage, creation_time,"
        " last_update_time) VALUES (?, ?, 'mlflow-artifacts:/x', 'active', 1, 1)",
        (int(experiment), f"bench-{experiment}"),
    )
    db.executemany(
        "INSERT INTO runs (run_uuid, name, source_type, source_name, entry_point_name, user_id, status, start_time,"
        " end_time, source_version, lifecycle_stage, artifact_uri, experiment_id)"
        " VALUES (?, ?, 'UNKNOWN', '', '', 'bench', 'FINISHED', ?, ?, '', 'active', ?, ?)",
        [(r["id"], r["name"], r["start"], r["start"] + 1, f"mlflow-artifacts:/x/{r['id']}", int(experiment)) for r in found],
    )
    metrics = [(key, value, r["start"], r["id"]) for r in found for key, value in r["metrics"].items()]
    long = [("long", i / 7, i, run, i) for i in range(points)]
    db.executemany("INSERT INTO metrics (key, value, timestamp, run_uuid, step, is_nan) VALUES (?, ?, ?, ?, 0, 0)", metrics)
    db.executemany("INSERT INTO metrics (key, value, timestamp, run_uuid, step, is_nan) VALUES (?, ?, ?, ?, ?, 0)", long)
    latest = [(key, value, start, 0, of) for key, value, start, of in metrics]
    latest += [(key, value, start, step, of) for key, value, start, of, step in long[-1:]]
    db.executemany(
        "INSERT INTO latest_metrics (key, value, timestamp, step, is_nan, run_uuid) VALUES (?, ?, ?, ?, 0, ?)", latest
    )
    for table in ("params", "tags"):
        rows = [(key, value, r["id"]) for r in found for key, value in r[table].items()]
        db.executemany(f"INSERT INTO {table} (key, value, run_uuid) VALUES (?, ?, ?)", rows)
    db.commit()
    db.close()
    return {}


def versions():
    return {"python": sys.version.split()[0], "mlflow": mlflow.__version__}


OPERATIONS = {
    f.__name__: f
    for f in (opened, log, batch, make, count_points, search, history, upload, download, insert, versions)
}

answers, sys.stdout = sys.stdout, sys.stderr  # MLflow prints too
for line in sys.stdin:
    request = json.loads(line)
    print(json.dumps(OPERATIONS[request.pop("do")](**request)), file=answers, flush=True)
