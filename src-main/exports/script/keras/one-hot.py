def one_hot(labels):
    return ops.one_hot(labels, CLASSES)
