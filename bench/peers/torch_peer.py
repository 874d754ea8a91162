"""`torch_peer.py CASE eager|compile`: a model of the workbench in PyTorch."""
import sys
import time

import torch

import protocol
from torch_convolutional import cgan, dcgan, gan_conv, sgan, wgan
from torch_dense import autoencoder, classifier, gan, vae

# What makes its step, and how many images that takes.
CASES = {
    "vae-mlp": (vae, 128),
    "gan-mlp": (gan, 64),
    "autoencoder": (autoencoder, 256),
    "denoising-autoencoder": (lambda: autoencoder(noise=0.55), 256),
    "classifier-mlp": (classifier, 64),
    "gan-conv": (gan_conv, 128),
    "dcgan": (dcgan, 64),
    "wgan": (wgan, 3 * 64),
    "cgan": (cgan, 64),
    "sgan": (sgan, 64),
}
case, mode = sys.argv[1:3]
build, images_per_step = CASES[case]
torch.manual_seed(1)
images, labels = (torch.from_numpy(values) for values in protocol.training_set())
started = time.perf_counter()
train = build()
if mode == "compile":
    train = torch.compile(train)


def run_steps(steps):
    for _ in range(steps):
        indices = torch.from_numpy(protocol.batch_indices(images_per_step))
        values = train(images[indices].float() * (1 / 255), labels[indices].long())
    assert torch.isfinite(values).all()


protocol.serve(run_steps, started)
