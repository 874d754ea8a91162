"""`keras_peer.py CASE function|xla`: a model of the workbench in Keras, each step one tf.function.

Data lies in memory, images as uint8, and is gathered inside the step; metrics are read back every 64 steps: all as in
the workbench.
"""
import os
import sys
import time

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import numpy as np
import tensorflow as tf

import protocol
from keras_convolutional import cgan, conv_vae, dcgan, gan_conv, sgan, wgan
from keras_dense import autoencoder, classifier, gan, lsgan, vae
from keras_points import cgan_2d, gan_2d, lsgan_2d, sgan_2d, vae_2d, wgan_2d

# What makes its step, and how many items that takes.
CASES = {
    "vae-mlp": (vae, 128),
    "vae-conv": (conv_vae, 128),
    "gan-mlp": (gan, 64),
    "lsgan": (lsgan, 64),
    "autoencoder": (autoencoder, 256),
    "denoising-autoencoder": (lambda: autoencoder(noise=0.55), 256),
    "classifier-mlp": (classifier, 64),
    "gan-conv": (gan_conv, 128),
    "dcgan": (dcgan, 64),
    "wgan": (wgan, 3 * 64),
    "cgan": (cgan, 64),
    "sgan": (sgan, 64),
    "gan-mlp-2d": (gan_2d, 256),
    "lsgan-2d": (lsgan_2d, 256),
    "wgan-2d": (wgan_2d, 3 * 256),
    "cgan-2d": (cgan_2d, 256),
    "sgan-2d": (sgan_2d, 256),
    "vae-mlp-2d": (vae_2d, 256),
}
case, mode = sys.argv[1:3]
build, items_per_step = CASES[case]
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
