def discriminator_pass(x, labels):
    with draws.in_pass("d/fake"):
        fakes = generate(labels)

    def objective():
        if JOINT_BATCH:
            with draws.in_pass("d"):
                real, fake = ops.split(discriminate(ops.concatenate([x, fakes], 0), labels), 2)
        else:
            with draws.in_pass("d/real"):
                real = discriminate(x, labels)
            with draws.in_pass("d/fake"):
                fake = discriminate(fakes, labels)
        loss = discriminator_loss(real, fake) * (0.5 if JOINT_BATCH else 1.0)
        return loss, {
            "d_loss": loss,
            "d_real": ops.mean(activated(real)),
            "d_fake": ops.mean(activated(fake)),
        }

    return D.gradients(objective)
