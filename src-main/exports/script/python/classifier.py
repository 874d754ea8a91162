def step(x, labels):
    """Trains the classifier on a batch [n, values] and its labels [n]; returns metrics."""

    def objective():
        logits = classifier_classes(classifier_features(x))
        loss = ops.mean(class_nll(logits, labels))
        return loss, {"loss": loss, "accuracy": fraction(ops.argmax(logits, 1) == labels)}

    metrics, gradients = networks.gradients(objective)
    networks.apply(gradients)
    return {**metrics, "gradient_norm": global_norm(gradients)}
