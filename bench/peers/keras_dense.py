"""Models of dense layers in Keras."""
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

from keras_common import LEAST_SQUARES, TrainedNetworks, adam, adversarial_step, fraction_true, variational_step


def vae():
    hidden = lambda: [layers.Dense(512, "relu"), layers.Dense(512, "relu")]
    body = keras.Sequential([keras.Input((784,)), *hidden()])
    mean_head, variance_head = (keras.Sequential([keras.Input((512,)), layers.Dense(2)]) for _ in range(2))
    decoder = keras.Sequential([keras.Input((2,)), *hidden(), layers.Dense(784)])
    networks = adam(1e-3, body, mean_head, variance_head, decoder)

    def posterior(x):
        features = body(x)
        return mean_head(features), variance_head(features)

    reconstruction_nll = lambda x, z: tf.nn.sigmoid_cross_entropy_with_logits(labels=x, logits=decoder(z))
    return lambda x, _: variational_step(x, posterior, reconstruction_nll, networks)


def gan():
    init = dict(
        kernel_initializer=keras.initializers.RandomNormal(stddev=0.05),
        bias_initializer=keras.initializers.Constant(0.1),
    )
    G = keras.Sequential([
        keras.Input((100,)), layers.Dense(128, "relu", **init), layers.Dense(784, "sigmoid", **init)])
    D = keras.Sequential([keras.Input((784,)), layers.Dense(128, "relu", **init), layers.Dense(1, **init)])
    generator, discriminator = adam(1e-3, G), adam(1e-3, D)

    def step(x, _):
        z = tf.random.uniform([x.shape[0], 100], -1, 1)
        return adversarial_step(x, lambda: G(z), D, generator, discriminator)

    return step


def lsgan():
    G = keras.Sequential([keras.Input((100,)), layers.Dense(128, "relu"), layers.Dense(784, "sigmoid")])
    D = keras.Sequential([
        keras.Input((784,)), layers.Dense(128), layers.LeakyReLU(negative_slope=0.2), layers.Dense(1)])
    generator, discriminator = adam(1e-3, G, beta1=0.5), adam(1e-3, D, beta1=0.5)

    def step(x, _):
        z = tf.random.normal([x.shape[0], 100])
        return adversarial_step(x, lambda: G(z), D, generator, discriminator, criterion=LEAST_SQUARES)

    return step


def autoencoder(noise=0.0):
    network = keras.Sequential([keras.Input((784,)), layers.Dense(32, "relu"), layers.Dense(784, "sigmoid")])
    networks = adam(1e-3, network)

    def step(x, _):
        given = x + noise * tf.random.normal(tf.shape(x)) if noise else x
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(tf.math.squared_difference(network(given), x))
        return tf.stack([loss, networks.update(tape, loss)])

    return step


def denoising_autoencoder():
    return autoencoder(noise=0.55)


def classifier():
    network = keras.Sequential([
        keras.Input((784,)), layers.Dense(64, "relu"), layers.Dense(64, "relu"), layers.Dense(10)])
    networks = TrainedNetworks(keras.optimizers.RMSprop(1e-3), network)

    def step(x, labels):
        with tf.GradientTape() as tape:
            logits = network(x)
            loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits))
        norm = networks.update(tape, loss)
        return tf.stack([loss, fraction_true(tf.argmax(logits, 1, tf.int32) == labels), norm])

    return step
