"""Writes the expected values of the metrics, from independent implementations on arrays that both sides compute.

    grep -vE 'keras|tensorflow|torch' ../../../bench/peers/requirements.txt | pip install -r /dev/stdin
    python make.py > values.json && npx prettier --write values.json

Numbers follow `stream` of ../../models/reference/stream.ts: multiples of 2^-12, so that single precision holds them
exactly, and double precision also their products.
"""
import importlib.metadata
import json


from distances import distances, singular
from manifold import copying, manifold
from pictures import pictures, variational
from points import classes, histograms, points
from resampling import bootstrap

PACKAGES = ["numpy", "scipy", "scikit-learn", "POT", "prdc", "scikit-image"]
made = f"by make.py with {', '.join(f'{name} {importlib.metadata.version(name)}' for name in PACKAGES)}"
values = {
    "made": made,
    "manifold": manifold(),
    "copying": copying(),
    "distances": distances(),
    "singular": singular(),
    "points": points(),
    "histograms": histograms(),
    "classes": classes(),
    "pictures": pictures(),
    "variational": variational(),
    "bootstrap": bootstrap(),
}
print(json.dumps(values, indent=2))
