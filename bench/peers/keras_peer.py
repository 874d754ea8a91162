"""`keras_peer.py CASE function|xla`: the cases of bench/cases.ts in Keras, each step one tf.function.

Data lies in memory as uint8 and is gathered inside the step; metrics are read back every 64 steps, as in the workbench.
"""
import os
import sys
import time

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import numpy as np
import tensorflow as tf
from tensorflow import keras

import protocol

case, mode = sys.argv[1:3]
BATCH = {"vae-mlp": 128, "gan-mlp": 64, "gan-conv": 128, "wgan-gp": 64, "classifier-mlp": 64}[case]
layers = keras.layers
tf.random.set_seed(1)
generator = np.random.default_rng(1)
images = generator.integers(0, 256, (60000, 784), dtype=np.uint8)
data = tf.constant(images)


def cross_entropy(logits, targets):
    return tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(labels=targets, logits=logits))


def norm(gradients):
    return tf.linalg.global_norm(gradients)


def vae():
    hidden = [layers.Dense(512, "relu") for _ in range(4)]
    mean_layer, variance_layer, output = layers.Dense(2), layers.Dense(2), layers.Dense(784)
    everything = [*hidden, mean_layer, variance_layer, output]
    optimizer = keras.optimizers.Adam(1e-3)

    def forward(x):
        h = hidden[1](hidden[0](x))
        mean, log_variance = mean_layer(h), variance_layer(h)
        z = mean + tf.exp(log_variance * 0.5) * tf.random.normal(tf.shape(mean))
        logits = output(hidden[3](hidden[2](z)))
        rec = tf.reduce_mean(tf.reduce_sum(tf.nn.sigmoid_cross_entropy_with_logits(labels=x, logits=logits), 1))
        kl = tf.reduce_mean(tf.reduce_sum(-0.5 * (1 + log_variance - tf.square(mean) - tf.exp(log_variance)), 1))
        return rec + kl, rec, kl

    forward(tf.zeros([1, 784]))
    weights = [w for layer in everything for w in layer.trainable_weights]
    optimizer.build(weights)

    def step(x):
        with tf.GradientTape() as tape:
            loss, rec, kl = forward(x)
        gradients = tape.gradient(loss, weights)
        optimizer.apply(gradients, weights)
        return tf.stack([loss, rec, kl, norm(gradients)])

    return step


def mlp_gan():
    init = dict(kernel_initializer=keras.initializers.RandomNormal(stddev=0.05), bias_initializer=keras.initializers.Constant(0.1))
    G = keras.Sequential([keras.Input((100,)), layers.Dense(128, "relu", **init), layers.Dense(784, "sigmoid", **init)])
    D = keras.Sequential([keras.Input((784,)), layers.Dense(128, "relu", **init), layers.Dense(1, **init)])
    d_optimizer, g_optimizer = keras.optimizers.Adam(1e-3), keras.optimizers.Adam(1e-3)
    d_optimizer.build(D.trainable_weights)
    g_optimizer.build(G.trainable_weights)

    def step(x):
        z = tf.random.uniform([BATCH, 100], -1, 1)
        with tf.GradientTape() as tape:
            real, fake = D(x), D(G(z))
            d_loss = cross_entropy(real, tf.ones_like(real)) + cross_entropy(fake, tf.zeros_like(fake))
        d_gradients = tape.gradient(d_loss, D.trainable_weights)
        d_optimizer.apply(d_gradients, D.trainable_weights)
        with tf.GradientTape() as tape:
            again = D(G(z))
            g_loss = cross_entropy(again, tf.ones_like(again))
        g_gradients = tape.gradient(g_loss, G.trainable_weights)
        g_optimizer.apply(g_gradients, G.trainable_weights)
        probabilities = [tf.reduce_mean(tf.sigmoid(real)), tf.reduce_mean(tf.sigmoid(fake))]
        return tf.stack([g_loss, d_loss, *probabilities, norm(g_gradients), norm(d_gradients)])

    return step


def conv_gan():
    conv = lambda filters: layers.Conv2D(filters, 5, 2, "same", activation="relu")
    D = keras.Sequential([
        keras.Input((28, 28, 1)), conv(64), layers.Dropout(0.4), conv(128), layers.Dropout(0.4),
        conv(256), layers.Dropout(0.4), layers.Flatten(), layers.Dense(1)])
    normal = lambda: layers.BatchNormalization(momentum=0.9)
    leaky = lambda: layers.LeakyReLU(negative_slope=0.3)
    G = keras.Sequential([
        keras.Input((32,)), layers.Dense(7 * 7 * 64), normal(), leaky(), layers.Reshape((7, 7, 64)), layers.Dropout(0.4),
        layers.UpSampling2D(), layers.Conv2DTranspose(32, 5, padding="same"), normal(), leaky(),
        layers.UpSampling2D(), layers.Conv2DTranspose(16, 5, padding="same"), normal(), leaky(),
        layers.Conv2D(1, 5, padding="same", activation="sigmoid")])
    d_optimizer, g_optimizer = keras.optimizers.Adam(4e-4), keras.optimizers.Adam(4e-4)
    d_optimizer.build(D.trainable_weights)
    g_optimizer.build(G.trainable_weights)
    labels = tf.concat([tf.ones([BATCH, 1]), tf.zeros([BATCH, 1])], 0)

    def step(x):
        fakes = G(tf.random.uniform([BATCH, 32], -1, 1), training=True)
        joint = tf.concat([tf.reshape(x, [-1, 28, 28, 1]), fakes], 0)
        with tf.GradientTape() as tape:
            d_loss = cross_entropy(D(joint, training=True), labels)
        d_optimizer.apply(tape.gradient(d_loss, D.trainable_weights), D.trainable_weights)
        with tf.GradientTape() as tape:
            logits = D(G(tf.random.uniform([BATCH, 32], -1, 1), training=True), training=True)
            g_loss = cross_entropy(logits, tf.ones_like(logits))
        g_optimizer.apply(tape.gradient(g_loss, G.trainable_weights), G.trainable_weights)
        return tf.stack([d_loss, g_loss])

    return step


def wgan_gp():
    init = dict(kernel_initializer=keras.initializers.RandomNormal(stddev=0.02))
    leaky = lambda: layers.LeakyReLU(negative_slope=0.2)
    C = keras.Sequential([
        keras.Input((28, 28, 1)), layers.Conv2D(64, 5, 2, "same", **init), leaky(),
        layers.Conv2D(128, 5, 2, "same", **init), leaky(), layers.Flatten(), layers.Dense(1, **init)])
    G = keras.Sequential([
        keras.Input((64,)), layers.Dense(7 * 7 * 128, "relu", **init), layers.Reshape((7, 7, 128)),
        layers.Conv2DTranspose(64, 5, 2, "same", activation="relu", **init),
        layers.Conv2DTranspose(1, 5, 2, "same", activation="sigmoid", **init)])
    c_optimizer, g_optimizer = (keras.optimizers.Adam(1e-4, beta_1=0.0, beta_2=0.9) for _ in range(2))
    c_optimizer.build(C.trainable_weights)
    g_optimizer.build(G.trainable_weights)

    def step(x):
        z = tf.random.normal([BATCH, 64])
        real, fake = tf.reshape(x, [-1, 28, 28, 1]), G(z)
        between = real + tf.random.uniform([BATCH, 1, 1, 1]) * (fake - real)
        with tf.GradientTape() as tape:
            with tf.GradientTape() as inner:
                inner.watch(between)
                total = tf.reduce_sum(C(between))
            slope = inner.gradient(total, between)
            penalty = tf.reduce_mean(tf.square(tf.sqrt(tf.reduce_sum(tf.square(slope), [1, 2, 3]) + 1e-12) - 1))
            c_loss = tf.reduce_mean(C(fake)) - tf.reduce_mean(C(real)) + 10 * penalty
        c_optimizer.apply(tape.gradient(c_loss, C.trainable_weights), C.trainable_weights)
        with tf.GradientTape() as tape:
            g_loss = -tf.reduce_mean(C(G(z)))
        g_optimizer.apply(tape.gradient(g_loss, G.trainable_weights), G.trainable_weights)
        return tf.stack([c_loss, g_loss])

    return step


def classifier():
    N = keras.Sequential([keras.Input((784,)), layers.Dense(64, "relu"), layers.Dense(64, "relu"), layers.Dense(10)])
    optimizer = keras.optimizers.RMSprop(1e-3)
    optimizer.build(N.trainable_weights)

    def step(x):
        labels = tf.cast(tf.random.uniform([BATCH], 0, 10), tf.int32)
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=N(x)))
        optimizer.apply(tape.gradient(loss, N.trainable_weights), N.trainable_weights)
        return tf.stack([loss])

    return step


started = time.perf_counter()
train = {"vae-mlp": vae, "gan-mlp": mlp_gan, "gan-conv": conv_gan, "wgan-gp": wgan_gp, "classifier-mlp": classifier}[case]()


@tf.function(jit_compile=mode == "xla")
def compiled(indices):
    return train(tf.cast(tf.gather(data, indices), tf.float32) * (1 / 255))


def run_steps(steps):
    pending = []
    for i in range(steps):
        pending.append(compiled(tf.constant(generator.integers(0, 60000, BATCH, dtype=np.int32))))
        if i % 64 == 63:
            [values.numpy() for values in pending]
            pending.clear()
    last = [values.numpy() for values in pending][-1:] or [np.zeros(1)]
    assert np.isfinite(last[0]).all()


protocol.serve(run_steps, started)
