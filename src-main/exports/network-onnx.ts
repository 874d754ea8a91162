import { choice, EXPORT_GROUP, type ChoiceField } from '../contract/hyperparameters';
import { networkRoles, type NetworkRole } from '../contract/network-role';
import type { Run } from '../contract/run';
import { weightsMetadata } from './checkpoint-bytes';
import { checkpointField, weightsField, withoutCheckpoint } from './checkpoint-fields';
import { jobExporter, type ExportContext } from './exporter';
import { onnxGraph } from './onnx/graph';
import { encodeOnnx, OPSET } from './onnx/model';

function networkField([run]: readonly Run[], { models }: ExportContext): ChoiceField<NetworkRole> {
  const roles = run === undefined ? [] : networkRoles(models.info(run.config.model));
  return choice<NetworkRole>({
    label: 'Network',
    help: 'Each is a file of its own: a generator or decoder takes latents, and labels where it is conditional; the others take items.',
    group: EXPORT_GROUP,
    default: roles[0] ?? 'generator',
    options: roles.map((role) => ({ value: role, label: role })),
  });
}

export const onnxExporter = jobExporter({
  id: 'network-onnx',
  name: 'Network (ONNX)',
  help: 'One network of a checkpoint for ONNX Runtime and other programs, with its scaling of inputs and outputs, for batches of any size.',
  of: 'run',
  mediaType: 'application/octet-stream',
  extension: 'onnx',
  preview: null,
  needsModel: true,
  fields: (runs, about) => ({
    network: networkField(runs, about),
    step: checkpointField(runs, about),
    weights: weightsField(runs),
  }),
  problem: withoutCheckpoint,
  title: ({ network, step, weights }) => `${network}${weights === 'average' ? '-averaged' : ''}-step-${step}`,
  async *parts({ networks }, [run], { network, step, weights }) {
    if (run === undefined) return;
    const trace = await networks(run, { network, step: Number(step), weights });
    const metadata = { ...weightsMetadata(run, Number(step), weights), network, opset: String(OPSET) };
    yield encodeOnnx(onnxGraph(network, trace), metadata);
  },
});
