import { encodeSafetensors } from '../engine/safetensors';
import { PYTORCH } from './script/pytorch/pytorch';
import { scriptExporter } from './training-script';

export const pytorchScriptExporter = scriptExporter({
  id: 'pytorch-script',
  name: 'PyTorch script (ZIP)',
  framework: PYTORCH,
  initial: ({ weights }) => [encodeSafetensors({ tensors: weights, metadata: {} })],
});
