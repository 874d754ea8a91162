"""`keras_peer.py CASE function|xla`: a model of the workbench in Keras, each step one tf.function.

Data lies in memory, images as uint8, and is gathered inside the step; metrics are read back every 64 steps, as in
the workbench.
"""
import os
import sys
import time

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import numpy as np
import tensorflow as tf

import keras_convolutional
import keras_dense
import keras_points
import protocol

case, mode = sys.argv[1:3]
build, items_per_step = protocol.twin_of(case, keras_convolutional, keras_dense, keras_points)
tf.random.set_seed(1)
items, labels = (tf.constant(values) for values in protocol.training_set(points=case.endswith("-2d")))
started = time.perf_counter()
train = build()


@tf.function(jit_compile=mode == "xla")
def compiled(indices):
    x = tf.gather(items, indices)
    x = tf.cast(x, tf.float32) * (1 / 255) if x.dtype == tf.uint8 else x
    return train(x, tf.cast(tf.gather(labels, indices), tf.int32))


def run_steps(steps):
    pending = []
    for i in range(steps):
        pending.append(compiled(tf.constant(protocol.batch_indices(items_per_step))))
        if i % 64 == 63:
            [values.numpy() for values in pending]
            pending.clear()
    last = [values.numpy() for values in pending][-1:] or [np.zeros(1)]
    assert np.isfinite(last[0]).all()


protocol.serve(run_steps, started)
