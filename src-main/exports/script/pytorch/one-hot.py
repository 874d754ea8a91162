def one_hot(labels):
    return F.one_hot(labels, CLASSES).float()
