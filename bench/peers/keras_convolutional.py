"""Convolutional models in Keras."""
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

from keras_common import adam, adversarial_step, semi_supervised_step, variational_step, wasserstein_step


def normalization():
    return layers.BatchNormalization(momentum=0.9)


def gan_conv():
    leaky = lambda: layers.LeakyReLU(negative_slope=0.3)
    down = lambda filters: [layers.Conv2D(filters, 5, 2, "same", activation="relu"), layers.Dropout(0.4)]
    up = lambda filters: [
        layers.UpSampling2D(), layers.Conv2DTranspose(filters, 5, padding="same", use_bias=False),
        normalization(), leaky()]
    G = keras.Sequential([
        keras.Input((32,)), layers.Dense(7 * 7 * 64, use_bias=False), normalization(), leaky(),
        layers.Reshape((7, 7, 64)), layers.Dropout(0.4), *up(32), *up(16),
        layers.Conv2D(1, 5, padding="same", activation="sigmoid")])
    D = keras.Sequential([
        keras.Input((28, 28, 1)), *down(64), *down(128), *down(256), layers.Flatten(), layers.Dense(1)])
    generator, discriminator = adam(4e-4, G), adam(4e-4, D)

    def step(x, _):
        images = tf.reshape(x, [-1, 28, 28, 1])
        generate = lambda: G(tf.random.uniform([x.shape[0], 32], -1, 1), training=True)
        discriminate = lambda pictures: D(pictures, training=True)
        return adversarial_step(images, generate, discriminate, generator, discriminator, joint=True)

    return step


def dcgan_generator(deviation):
    """100 latents to [28, 28, 1] of -1 to 1."""
    init = dict(kernel_initializer=keras.initializers.RandomNormal(stddev=deviation))
    return keras.Sequential([
        keras.Input((100,)), layers.Dense(7 * 7 * 64, use_bias=False, **init), layers.Reshape((7, 7, 64)),
        normalization(), layers.ReLU(),
        layers.Conv2DTranspose(32, 5, 2, "same", use_bias=False, **init), normalization(), layers.ReLU(),
        layers.Conv2DTranspose(1, 5, 2, "same", activation="tanh", **init)])


def dcgan_features(deviation, normalized, channels=1):
    """[28, 28, channels] to 3136 features."""
    init = dict(kernel_initializer=keras.initializers.RandomNormal(stddev=deviation))
    leaky = lambda: layers.LeakyReLU(negative_slope=0.2)
    return keras.Sequential([
        keras.Input((28, 28, channels)), layers.Conv2D(32, 5, 2, "same", **init), leaky(),
        layers.Conv2D(64, 5, 2, "same", use_bias=not normalized, **init),
        *([normalization()] if normalized else []), leaky(), layers.Flatten()])


def head(units, deviation, *before):
    kernel = keras.initializers.RandomNormal(stddev=deviation)
    return keras.Sequential([keras.Input((7 * 7 * 64,)), *before, layers.Dense(units, kernel_initializer=kernel)])


def signed(x):
    return tf.reshape(x * 2 - 1, [-1, 28, 28, 1])


def dcgan():
    G, features, logit = dcgan_generator(0.02), dcgan_features(0.02, normalized=True), head(1, 0.02)
    generator, discriminator = adam(2e-4, G, beta1=0.5), adam(2e-4, features, logit, beta1=0.5)

    def step(x, _):
        z = tf.random.uniform([x.shape[0], 100], -1, 1)
        generate = lambda: G(z, training=True)
        discriminate = lambda images: logit(features(images, training=True))
        return adversarial_step(signed(x), generate, discriminate, generator, discriminator)

    return step


def cgan():
    G, features, logit = dcgan_generator(0.05), dcgan_features(0.05, True, channels=2), head(1, 0.05)
    # A product with one-hot labels, as in the workbench: the gradient of a look-up would be sparse.
    embedding = lambda units: keras.Sequential([keras.Input((10,)), layers.Dense(units, use_bias=False)])
    of_latents, of_images = embedding(100), embedding(28 * 28)
    generator = adam(2e-4, G, of_latents, beta1=0.5)
    discriminator = adam(2e-4, features, logit, of_images, beta1=0.5)

    def step(x, labels):
        one_hot = tf.one_hot(labels, 10)
        z = tf.random.normal([x.shape[0], 100])
        generate = lambda: G(z * of_latents(one_hot), training=True)

        def discriminate(images):
            planes = tf.reshape(of_images(one_hot), [-1, 28, 28, 1])
            return logit(features(tf.concat([images, planes], 3), training=True))

        return adversarial_step(signed(x), generate, discriminate, generator, discriminator)

    return step


def wgan():
    G, features, score = dcgan_generator(0.02), dcgan_features(0.02, normalized=False), head(1, 0.02)
    generator = adam(1e-4, G, beta1=0.0, beta2=0.9)
    critic = adam(1e-4, features, score, beta1=0.0, beta2=0.9)
    generate = lambda n: G(tf.random.normal([n, 100]), training=True)
    criticize = lambda images: score(features(images))
    return lambda x, _: wasserstein_step(signed(x), generate, criticize, generator, critic, penalty=10)


def sgan():
    G, features = dcgan_generator(0.05), dcgan_features(0.05, normalized=False)
    classes = head(10, 0.05, layers.Dropout(0.3))
    generator, discriminator = adam(3e-4, G, beta1=0.5), adam(3e-4, features, classes, beta1=0.5)
    kept_images, kept_labels = tf.random.uniform([100, 784]), tf.range(100) % 10
    classify = lambda x: classes(x, training=True)

    def step(x, _):
        z = tf.random.normal([x.shape[0], 100])
        drawn = tf.random.uniform([x.shape[0]], 0, 100, tf.int32)
        labelled, labels = signed(tf.gather(kept_images, drawn)), tf.gather(kept_labels, drawn)
        generate = lambda: G(z, training=True)
        return semi_supervised_step(
            signed(x), labelled, labels, generate, features, classify, generator, discriminator)

    return step


def conv_vae():
    """The networks of Keras' code example generative/vae."""
    halved = lambda filters: layers.Conv2D(filters, 3, 2, "same", activation="relu")
    doubled = lambda filters: layers.Conv2DTranspose(filters, 3, 2, "same", activation="relu")
    body = keras.Sequential([
        keras.Input((28, 28, 1)), halved(32), halved(64), layers.Flatten(), layers.Dense(16, "relu")])
    mean_head, variance_head = (keras.Sequential([keras.Input((16,)), layers.Dense(2)]) for _ in range(2))
    decoder = keras.Sequential([
        keras.Input((2,)), layers.Dense(7 * 7 * 64, "relu"), layers.Reshape((7, 7, 64)), doubled(64), doubled(32),
        layers.Conv2DTranspose(1, 3, padding="same"), layers.Flatten()])
    networks = adam(1e-3, body, mean_head, variance_head, decoder)

    def posterior(x):
        features = body(tf.reshape(x, [-1, 28, 28, 1]))
        return mean_head(features), variance_head(features)

    pixel_nll = lambda x, z: tf.nn.sigmoid_cross_entropy_with_logits(labels=x, logits=decoder(z))
    return lambda x, _: variational_step(x, posterior, pixel_nll, networks)
