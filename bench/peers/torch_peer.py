"""`torch_peer.py CASE eager|compile`: a model of the workbench in PyTorch."""
import sys
import time

import torch

import protocol
from torch_convolutional import cgan, conv_vae, dcgan, gan_conv, sgan, wgan
from torch_dense import autoencoder, classifier, gan, lsgan, vae
from torch_points import cgan_2d, gan_2d, lsgan_2d, sgan_2d, vae_2d, wgan_2d

# What makes its step, and how many items that takes.
CASES = {
    "vae-mlp": (vae, 128),
    "vae-conv": (conv_vae, 128),
    "gan-mlp": (gan, 64),
    "lsgan": (lsgan, 64),
    "autoencoder": (autoencoder, 256),
    "denoising-autoencoder": (lambda: autoencoder(noise=0.55), 256),
    "classifier-mlp": (classifier, 64),
    "gan-conv": (gan_conv, 128),
    "dcgan": (dcgan, 64),
    "wgan": (wgan, 3 * 64),
    "cgan": (cgan, 64),
    "sgan": (sgan, 64),
    "gan-mlp-2d": (gan_2d, 256),
    "lsgan-2d": (lsgan_2d, 256),
    "wgan-2d": (wgan_2d, 3 * 256),
    "cgan-2d": (cgan_2d, 256),
    "sgan-2d": (sgan_2d, 256),
    "vae-mlp-2d": (vae_2d, 256),
}
case, mode = sys.argv[1:3]
build, items_per_step = CASES[case]
torch.manual_seed(1)
items, labels = (torch.from_numpy(values) for values in protocol.training_set(points=case.endswith("-2d")))
started = time.perf_counter()
train = build()
if mode == "compile":
    # Else graphs end at every gradient, and what follows is compiled anew in each step.
    torch._dynamo.config.trace_autograd_ops = True
    train = torch.compile(train)


def run_steps(steps):
    for _ in range(steps):
        indices = torch.from_numpy(protocol.batch_indices(items_per_step))
        x = items[indices]
        x = x.float() * (1 / 255) if x.dtype == torch.uint8 else x
        values = train(x, labels[indices].long())
    assert torch.isfinite(values).all()


protocol.serve(run_steps, started)
