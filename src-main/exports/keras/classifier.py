def step(x, labels):
    """Trains the classifier on a batch [n, values] and its labels [n]; returns metrics."""
    with tf.GradientTape() as tape:
        logits = classifier_classes(classifier_features(x))
        loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits))
    gradients = networks.gradients(tape, loss)
    networks.apply(gradients)
    accuracy = tf.reduce_mean(tf.cast(tf.argmax(logits, 1, tf.int32) == labels, tf.float32))
    return {"loss": loss, "accuracy": accuracy, "gradient_norm": tf.linalg.global_norm(gradients)}
