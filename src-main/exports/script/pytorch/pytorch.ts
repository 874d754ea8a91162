import type { Framework } from '../framework';
import discriminatorWith from './discriminator-with.py?raw';
import dropout from './dropout.py?raw';
import fraction from './fraction.py?raw';
import gaussianNoise from './gaussian-noise.py?raw';
import images from './images.py?raw';
import gradientsBy from './gradients-by.py?raw';
import inputGradient from './input-gradient.py?raw';
import maxout from './maxout.py?raw';
import { networkCode } from './networks';
import oneHot from './one-hot.py?raw';
import rows from './rows.py?raw';
import start from './start.py?raw';
import valuesOf from './values-of.py?raw';
import weightNormalizedDense from './weight-normalized-dense.py?raw';

/** PyTorch's functions that have other names than those of Keras. */
const NAMES: Readonly<Record<string, string>> = {
  concatenate: 'torch.cat',
  softplus: 'F.softplus',
  split: 'torch.chunk',
};

export const PYTORCH: Framework = {
  packages: 'torch==2.15.0 safetensors==0.8.0 numpy==2.4.6',
  initial: 'initial.safetensors',
  imports: (code) => `import argparse
import math
import runpy
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import torch
${code.includes('F.') ? 'import torch.nn.functional as F\n' : ''}from safetensors.torch import load_file, save_file
from torch import nn
`,
  start,
  definitions: {
    one_hot: oneHot,
    fraction,
    input_gradient: inputGradient,
    gradients_by: gradientsBy,
    discriminator_with: discriminatorWith,
    values_of: valuesOf,
    Images: images,
    Rows: rows,
    Dropout: dropout,
    GaussianNoise: gaussianNoise,
    WeightNormalizedDense: weightNormalizedDense,
    Maxout: maxout,
  },
  networkCode,
  inTraining: (stack, input) => `${stack}(${input})`,
  channelAxis: 1,
  translated: (code) => code.replaceAll(/\bops\.(\w+)/g, (_, name: string) => NAMES[name] ?? `torch.${name}`),
};
