"""Models for points of the plane in Keras: three hidden layers of 128 each."""
import math

import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

from keras_common import (
    LEAST_SQUARES, adam, adversarial_step, semi_supervised_step, variational_step, wasserstein_step)


def perceptron(inputs, activation, *outputs):
    hidden = [layer for _ in range(3) for layer in (layers.Dense(128), activation())]
    return keras.Sequential([keras.Input((inputs,)), *hidden, *[layers.Dense(units) for units in outputs]])


def leaky():
    return layers.LeakyReLU(negative_slope=0.2)


def standardized(points):
    """Standardises by the mean and the standard deviation of the points of protocol.py."""
    return (points - tf.constant([0.5, 0.5])) * math.sqrt(12)


def gan_2d(**options):
    G, D = perceptron(2, layers.ReLU, 2), perceptron(2, leaky, 1)
    generator, discriminator = adam(1e-3, G, beta1=0.5), adam(1e-3, D, beta1=0.5)

    def step(x, _):
        z = tf.random.normal([x.shape[0], 2])
        return adversarial_step(standardized(x), lambda: G(z), D, generator, discriminator, **options)

    return step


def lsgan_2d():
    return gan_2d(criterion=LEAST_SQUARES)


def wgan_2d():
    G, C = perceptron(2, layers.ReLU, 2), perceptron(2, leaky, 1)
    generator, critic = adam(5e-4, G, beta1=0.0, beta2=0.9), adam(5e-4, C, beta1=0.0, beta2=0.9)
    generate = lambda n: G(tf.random.normal([n, 2]))
    return lambda x, _: wasserstein_step(standardized(x), generate, C, generator, critic, penalty=0.1)


def cgan_2d():
    G, D = perceptron(2 + 10, layers.ReLU, 2), perceptron(2 + 10, leaky, 1)
    generator, discriminator = adam(1e-3, G, beta1=0.5), adam(1e-3, D, beta1=0.5)

    def step(x, labels):
        z, one_hot = tf.random.normal([x.shape[0], 2]), tf.one_hot(labels, 10)
        with_class = lambda values: tf.concat([values, one_hot], 1)
        generate, discriminate = lambda: G(with_class(z)), lambda points: D(with_class(points))
        return adversarial_step(standardized(x), generate, discriminate, generator, discriminator)

    return step


def sgan_2d():
    """With 20 labelled points."""
    G, features = perceptron(2, layers.ReLU, 2), perceptron(2, leaky)
    classes = keras.Sequential([keras.Input((128,)), layers.Dense(10)])
    generator, discriminator = adam(1e-3, G, beta1=0.5), adam(1e-3, features, classes, beta1=0.5)
    kept_points, kept_labels = tf.random.uniform([20, 2]), tf.range(20) % 10

    def step(x, _):
        z = tf.random.normal([x.shape[0], 2])
        drawn = tf.random.uniform([x.shape[0]], 0, 20, tf.int32)
        labelled, labels = standardized(tf.gather(kept_points, drawn)), tf.gather(kept_labels, drawn)
        return semi_supervised_step(
            standardized(x), labelled, labels, lambda: G(z), features, classes, generator, discriminator)

    return step


def vae_2d():
    """With a decoder standard deviation of 0.05."""
    body, decoder = perceptron(2, layers.ReLU), perceptron(2, layers.ReLU, 2)
    mean_head, variance_head = (keras.Sequential([keras.Input((128,)), layers.Dense(2)]) for _ in range(2))
    networks = adam(1e-3, body, mean_head, variance_head, decoder)

    def posterior(x):
        features = body(x)
        return mean_head(features), variance_head(features)

    def reconstruction_nll(x, z):
        return 0.5 * tf.square((x - decoder(z)) * (1 / 0.05)) + math.log(0.05 * math.sqrt(2 * math.pi))

    return lambda x, _: variational_step(standardized(x), posterior, reconstruction_nll, networks)
