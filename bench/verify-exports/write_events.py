"""Writes event files with TensorFlow's writer, in its old and its new form, for the workbench to import.

Prints what the files hold as JSON: the scalars of each run by tag, as (step, value) pairs.
"""

import json
import sys
from pathlib import Path

import numpy
import tensorflow as tf
from tensorboard.plugins.hparams import api as hparams

STEPS = 60


def picture(step: int, number: int) -> numpy.ndarray:
    """A square that grows, brighter in later tiles."""
    image = numpy.zeros((8, 12, 1), numpy.float32)
    image[: 1 + step % 8, :4] = (1 + number) / 4
    return image


def write_new(folder: Path) -> dict:
    """A run as `tf.summary` of TensorFlow 2 writes it."""
    values: dict = {"train/loss": [], "accuracy": []}
    with tf.summary.create_file_writer(str(folder)).as_default():
        hparams.hparams({"learning_rate": 0.001, "optimizer": "adam", "augment": True, "seed": 7})
        tf.summary.text("configuration", "**adam**, 0.001", step=0)
        for step in range(STEPS):
            for tag, value in (("train/loss", 1 / (1 + step)), ("accuracy", step / STEPS)):
                tf.summary.scalar(tag, value, step=step)
                values[tag].append((step, float(numpy.float32(value))))
            if step % 50 == 0:
                tiles = numpy.stack([picture(step, number) for number in range(4)])
                tf.summary.image("generated", tiles, step=step, max_outputs=4)
    return values


def write_old(folder: Path) -> dict:
    """A run as `tf.compat.v1.summary` writes it, which went on from an earlier step once."""
    values: dict = {}
    with tf.Graph().as_default():
        events = tf.compat.v1.summary.FileWriter(str(folder))
        for step in [*range(60), *range(40, 80)]:
            value = float(numpy.float32(step * 0.5 + len(values)))
            values[step] = value
            summary = tf.compat.v1.Summary(value=[tf.compat.v1.Summary.Value(tag="g_loss", simple_value=value)])
            events.add_summary(summary, step)
        events.close()
    return {"g_loss": sorted(values.items())}


def main() -> None:
    root = Path(sys.argv[1])
    print(json.dumps({"new": write_new(root / "new"), "old": write_old(root / "old")}))


if __name__ == "__main__":
    main()
