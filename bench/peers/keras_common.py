"""What the models in Keras share: updates, and the games of src-main/models."""
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


def adversarial_step(real_items, generate, discriminate, generator, discriminator, joint=False):
    fakes = generate()
    with tf.GradientTape() as tape:
        if joint:
            real, fake = tf.split(discriminate(tf.concat([real_items, fakes], 0)), 2)
        else:
            real, fake = discriminate(real_items), discriminate(fakes)
        d_loss = (cross_entropy(real, 1.0) + cross_entropy(fake, 0.0)) * (0.5 if joint else 1)
    d_norm = discriminator.learn(tape, d_loss)
    with tf.GradientTape() as tape:
        logits = discriminate(generate())
        g_loss = cross_entropy(logits, 1.0)
    g_norm = generator.learn(tape, g_loss)
    return tf.stack([g_loss, d_loss, *verdicts(real, fake), share(logits > 0), g_norm, d_norm])


def wasserstein_step(real_items, generate, criticize, generator, critic, penalty):
    """With gradient penalty, and three critic steps; `generate(n)`."""

    def critic_step(real, fake):
        of_item = [len(real), *[1] * (real.shape.rank - 1)]
        between = real + tf.random.uniform(of_item) * (fake - real)
        with tf.GradientTape() as tape:
            with tf.GradientTape() as inner:
                inner.watch(between)
                total = tf.reduce_sum(criticize(between))
            slopes = tf.reshape(inner.gradient(total, between), [len(real), -1])
            norms = tf.sqrt(tf.reduce_sum(tf.square(slopes), 1) + 1e-12)
            distance = tf.reduce_mean(criticize(real)) - tf.reduce_mean(criticize(fake))
            loss = penalty * tf.reduce_mean(tf.square(norms - 1)) - distance
        return loss, distance, tf.reduce_mean(norms), critic.learn(tape, loss)

    batches = tf.split(real_items, 3)
    for real in batches:
        measured = critic_step(real, generate(len(real)))
    with tf.GradientTape() as tape:
        g_loss = -tf.reduce_mean(criticize(generate(len(batches[0]))))
    return tf.stack([g_loss, *measured, generator.learn(tape, g_loss)])


def semi_supervised_step(real, labelled, labels, generate, features, classify, generator, discriminator):
    """With feature matching; `classify` gives the logits of features."""
    realness = lambda logits: tf.reduce_logsumexp(logits, 1)
    fakes = generate()
    with tf.GradientTape() as tape:
        logits = classify(features(labelled))
        on_real, on_fake = realness(classify(features(real))), realness(classify(features(fakes)))
        supervised = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits))
        unsupervised = tf.reduce_mean(tf.nn.softplus(-on_real)) + tf.reduce_mean(tf.nn.softplus(on_fake))
        d_loss = supervised + unsupervised
    d_norm = discriminator.learn(tape, d_loss)
    real_features = tf.reduce_mean(features(real), 0)
    with tf.GradientTape() as tape:
        made = tf.reduce_mean(features(generate()), 0)
        g_loss = tf.reduce_mean(tf.math.squared_difference(made, real_features))
    g_norm = generator.learn(tape, g_loss)
    accuracy = share(tf.argmax(logits, 1, tf.int32) == labels)
    return tf.stack([g_loss, unsupervised, *verdicts(on_real, on_fake), supervised, accuracy, g_norm, d_norm])


def variational_step(x, posterior, unlikelihood, player):
    """`unlikelihood(x, z)` is of each value of an item."""
    with tf.GradientTape() as tape:
        mean, log_variance = posterior(x)
        z = mean + tf.exp(log_variance * 0.5) * tf.random.normal(tf.shape(mean))
        reconstruction = tf.reduce_mean(tf.reduce_sum(unlikelihood(x, z), 1))
        divergence = -0.5 * (1 + log_variance - tf.square(mean) - tf.exp(log_variance))
        kl = tf.reduce_mean(tf.reduce_sum(divergence, 1))
        loss = reconstruction + kl
    norm = player.learn(tape, loss)
    active = tf.reduce_sum(tf.cast(tf.math.reduce_variance(mean, 0) > 0.01, tf.float32))
    return tf.stack([loss, reconstruction, kl, active, norm])


def verdicts(real, fake):
    """Mean probabilities and accuracy of a discriminator, from its logits."""
    told = (share(real > 0) + share(fake < 0)) / 2
    return tf.reduce_mean(tf.sigmoid(real)), tf.reduce_mean(tf.sigmoid(fake)), told
