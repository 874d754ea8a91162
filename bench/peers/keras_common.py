"""Code that the models in Keras share: updates, and the objectives of src-main/models."""
import tensorflow as tf
from tensorflow import keras

from criteria import criteria


class TrainedNetworks:
    """Networks, and the optimizer of their weights."""

    def __init__(self, optimizer, *networks):
        self.weights = [w for network in networks for w in network.trainable_weights]
        self.optimizer = optimizer
        optimizer.build(self.weights)

    def update(self, tape, loss):
        """Takes a step; returns the gradient's norm."""
        gradients = tape.gradient(loss, self.weights)
        self.optimizer.apply(gradients, self.weights)
        return tf.linalg.global_norm(gradients)


def adam(rate, *networks, beta1=0.9, beta2=0.999):
    return TrainedNetworks(keras.optimizers.Adam(rate, beta1, beta2), *networks)


def fraction_true(truths):
    return tf.reduce_mean(tf.cast(truths, tf.float32))


def cross_entropy(logits, target):
    targets = tf.fill(tf.shape(logits), target)
    return tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(labels=targets, logits=logits))


def squared_error(outputs, target):
    return 0.5 * tf.reduce_mean(tf.square(outputs - target))


NON_SATURATING, LEAST_SQUARES = criteria(cross_entropy, squared_error, tf.sigmoid)


def adversarial_step(
    real_items, generate, discriminate, generator, discriminator, joint=False, criterion=NON_SATURATING
):
    fakes = generate()
    with tf.GradientTape() as tape:
        if joint:
            real, fake = tf.split(discriminate(tf.concat([real_items, fakes], 0)), 2)
        else:
            real, fake = discriminate(real_items), discriminate(fakes)
        d_loss = criterion.discriminator(real, fake) * (0.5 if joint else 1)
    d_norm = discriminator.update(tape, d_loss)
    with tf.GradientTape() as tape:
        outputs = discriminate(generate())
        g_loss = criterion.generator(outputs)
    g_norm = generator.update(tape, g_loss)
    return tf.stack([g_loss, d_loss, *outputs_of_d(real, fake, criterion), fraction_true(outputs > criterion.boundary), g_norm, d_norm])


def wasserstein_step(real_items, generate, criticize, generator, critic, penalty):
    """With gradient penalty, and three critic steps; `generate(n)`."""

    def critic_step(real, fake):
        of_item = [len(real), *[1] * (real.shape.rank - 1)]
        between = real + tf.random.uniform(of_item) * (fake - real)
        with tf.GradientTape() as tape:
            with tf.GradientTape() as inner:
                inner.watch(between)
                total = tf.reduce_sum(criticize(between))
            gradients = tf.reshape(inner.gradient(total, between), [len(real), -1])
            norms = tf.sqrt(tf.reduce_sum(tf.square(gradients), 1) + 1e-12)
            distance = tf.reduce_mean(criticize(real)) - tf.reduce_mean(criticize(fake))
            loss = penalty * tf.reduce_mean(tf.square(norms - 1)) - distance
        return loss, distance, tf.reduce_mean(norms), critic.update(tape, loss)

    batches = tf.split(real_items, 3)
    for real in batches:
        measured = critic_step(real, generate(len(real)))
    with tf.GradientTape() as tape:
        g_loss = -tf.reduce_mean(criticize(generate(len(batches[0]))))
    return tf.stack([g_loss, *measured, generator.update(tape, g_loss)])


def semi_supervised_step(real, labelled, labels, generate, features, classify, generator, discriminator):
    """With feature matching; `classify` gives the logits of features."""
    real_logit = lambda logits: tf.reduce_logsumexp(logits, 1)
    fakes = generate()
    with tf.GradientTape() as tape:
        logits = classify(features(labelled))
        on_real, on_fake = real_logit(classify(features(real))), real_logit(classify(features(fakes)))
        supervised = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits))
        unsupervised = tf.reduce_mean(tf.nn.softplus(-on_real)) + tf.reduce_mean(tf.nn.softplus(on_fake))
        d_loss = supervised + unsupervised
    d_norm = discriminator.update(tape, d_loss)
    real_features = tf.reduce_mean(features(real), 0)
    with tf.GradientTape() as tape:
        made = tf.reduce_mean(features(generate()), 0)
        g_loss = tf.reduce_mean(tf.math.squared_difference(made, real_features))
    g_norm = generator.update(tape, g_loss)
    accuracy = fraction_true(tf.argmax(logits, 1, tf.int32) == labels)
    return tf.stack([g_loss, unsupervised, *outputs_of_d(on_real, on_fake, NON_SATURATING), supervised, accuracy, g_norm, d_norm])


def variational_step(x, posterior, reconstruction_nll, networks):
    """`reconstruction_nll(x, z)` returns a value for each value of an item."""
    with tf.GradientTape() as tape:
        mean, log_variance = posterior(x)
        z = mean + tf.exp(log_variance * 0.5) * tf.random.normal(tf.shape(mean))
        reconstruction = tf.reduce_mean(tf.reduce_sum(reconstruction_nll(x, z), 1))
        divergence = -0.5 * (1 + log_variance - tf.square(mean) - tf.exp(log_variance))
        kl = tf.reduce_mean(tf.reduce_sum(divergence, 1))
        loss = reconstruction + kl
    norm = networks.update(tape, loss)
    active = tf.reduce_sum(tf.cast(tf.math.reduce_variance(mean, 0) > 0.01, tf.float32))
    return tf.stack([loss, reconstruction, kl, active, norm])


def outputs_of_d(real, fake, criterion):
    """Mean probabilities or scores of a discriminator, and its accuracy."""
    accuracy = (fraction_true(real > criterion.boundary) + fraction_true(fake < criterion.boundary)) / 2
    return tf.reduce_mean(criterion.activate(real)), tf.reduce_mean(criterion.activate(fake)), accuracy
