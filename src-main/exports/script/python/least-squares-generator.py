def generator_loss(fake):
    return squared_error(fake, GENERATOR_TARGET)
