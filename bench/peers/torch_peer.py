"""`torch_peer.py CASE eager|compile`: a model of the workbench in PyTorch."""
import sys
import time

import torch

import torch_convolutional
import torch_dense
import torch_points
import protocol

case, mode = sys.argv[1:3]
build, items_per_step = protocol.twin_of(case, torch_convolutional, torch_dense, torch_points)
torch.manual_seed(1)
items, labels = (torch.from_numpy(values) for values in protocol.training_set(points=case.endswith("-2d")))
started = time.perf_counter()
train = build()
if mode == "compile":
    # Otherwise graphs end at every gradient, and the rest is recompiled in each step.
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
