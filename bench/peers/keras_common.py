"""What the models in Keras share: updates, and the game of src-main/models/adversarial.ts."""
import tensorflow as tf
from tensorflow import keras


class Player:
    """Networks, and what moves their weights."""

    def __init__(self, optimizer, *networks):
        self.weights = [w for network in networks for w in network.trainable_weights]
        self.optimizer = optimizer
        optimizer.build(self.weights)

    def learn(self, tape, loss):
        """Takes a step; returns the gradient's norm."""
        gradients = tape.gradient(loss, self.weights)
        self.optimizer.apply(gradients, self.weights)
        return tf.linalg.global_norm(gradients)


def adam(rate, *networks, beta1=0.9, beta2=0.999):
    return Player(keras.optimizers.Adam(rate, beta1, beta2), *networks)


def share(truths):
    return tf.reduce_mean(tf.cast(truths, tf.float32))


def cross_entropy(logits, target):
    targets = tf.fill(tf.shape(logits), target)
    return tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(labels=targets, logits=logits))


def adversarial_step(images, generate, discriminate, generator, discriminator, joint=False):
    fakes = generate()
    with tf.GradientTape() as tape:
        if joint:
            real, fake = tf.split(discriminate(tf.concat([images, fakes], 0)), 2)
        else:
            real, fake = discriminate(images), discriminate(fakes)
        d_loss = (cross_entropy(real, 1.0) + cross_entropy(fake, 0.0)) * (0.5 if joint else 1)
    d_norm = discriminator.learn(tape, d_loss)
    with tf.GradientTape() as tape:
        g_loss = cross_entropy(discriminate(generate()), 1.0)
    g_norm = generator.learn(tape, g_loss)
    return tf.stack([g_loss, d_loss, *verdicts(real, fake), g_norm, d_norm])


def verdicts(real, fake):
    """Mean probabilities and accuracy of a discriminator, from its logits."""
    told = (share(real > 0) + share(fake < 0)) / 2
    return tf.reduce_mean(tf.sigmoid(real)), tf.reduce_mean(tf.sigmoid(fake)), told
