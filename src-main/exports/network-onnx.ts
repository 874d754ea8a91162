import { networkExporter } from './network-exporter';
import { onnxGraph } from './onnx/graph';
import { encodeOnnx, OPSET } from './onnx/model';

export const onnxExporter = networkExporter({
  id: 'network-onnx',
  name: 'Network (ONNX)',
  help: 'One network of a checkpoint for ONNX Runtime and other programs, with its scaling of inputs and outputs, for batches of any size.',
  mediaType: 'application/octet-stream',
  extension: 'onnx',
  encode: (network, trace, metadata) => [
    encodeOnnx(onnxGraph(network, trace), { ...metadata, opset: String(OPSET) }),
  ],
});
