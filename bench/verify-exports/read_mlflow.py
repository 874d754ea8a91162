"""Reads runs back from an MLflow server, and compares them with the JSON Lines of the same runs.

Usage: read_mlflow.py ADDRESS METRICS FIRST AGAIN, with the folders of `export 1 2 --as metrics-jsonl`, and of two exports
`--as mlflow` of the same runs to the same server, the second of which must have sent nothing twice.
"""

import json
import sys
from pathlib import Path

from mlflow.tracking import MlflowClient


def only(folder: Path, pattern: str) -> Path:
    (found,) = folder.glob(pattern)
    return found


address, metrics, first, again = sys.argv[1], *map(Path, sys.argv[2:])
with only(metrics, "*-metrics.jsonl").open() as lines:
    rows = [json.loads(line) for line in lines]
sent, repeated = (json.loads(only(folder, "*-mlflow.json").read_text()) for folder in (first, again))
client = MlflowClient(address)
experiment = client.get_experiment_by_name("Latent Workbench")
assert experiment is not None and experiment.experiment_id == sent["experiment"]["id"]
runs = client.search_runs([experiment.experiment_id])
assert len(runs) == len(sent["runs"]) == 2

values = files = 0
for receipt, second in zip(sent["runs"], repeated["runs"]):
    run = client.get_run(receipt["mlflowRun"])
    assert second["mlflowRun"] == receipt["mlflowRun"] and second["isContinued"] and second["values"] == 0
    own = [row for row in rows if row["run"] == receipt["run"]]
    assert run.info.run_name == receipt["name"] and run.info.status == "FINISHED"
    for name in {name for row in own for name in row["metrics"]}:
        history = client.get_metric_history(run.info.run_id, name)
        found = sorted((metric.step, metric.value) for metric in history)
        assert found == [(row["step"], row["metrics"][name]) for row in own if name in row["metrics"]], name
        values += len(found)
    assert {"model", "dataset", "seed", "batchSize"} <= set(run.data.params)
    assert run.data.tags["latent_workbench.state"] == "completed"
    stack = [""]
    while stack:
        for file in client.list_artifacts(run.info.run_id, stack.pop()):
            if file.is_dir:
                stack.append(file.path)
                continue
            content = Path(client.download_artifacts(run.info.run_id, file.path)).read_bytes()
            assert content[1:4] == b"PNG" if file.path.endswith(".png") else len(content) > 0
            files += 1
    assert receipt["files"] == len([*Path(client.download_artifacts(run.info.run_id, "")).rglob("*.*")])
print(f"mlflow: {values} values of two runs equal to the last bit, {files} files; sent again, nothing twice")
