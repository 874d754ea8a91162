def cross_entropy(logits, target):
    targets = tf.fill(tf.shape(logits), target)
    return tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(labels=targets, logits=logits))


def discriminator_loss(real, fake):
    return cross_entropy(real, REAL_LABEL) + cross_entropy(fake, 0.0)


def generator_loss(fake):
    return cross_entropy(fake, 1.0)


def activated(outputs):
    return tf.sigmoid(outputs)
