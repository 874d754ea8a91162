import { choice, EXPORT_GROUP, type ChoiceField } from '../contract/hyperparameters';
import { networkRoles, type NetworkRole } from '../contract/network-role';
import type { Run } from '../contract/run';
import type { Trace } from '../engine/trace';
import { weightsMetadata } from './checkpoint-bytes';
import { checkpointField, weightsField, withoutCheckpoint } from './checkpoint-fields';
import { jobExporter, type ExportContext } from './exporter';

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

interface NetworkFormat {
  readonly id: string;
  readonly name: string;
  readonly help: string;
  readonly mediaType: string;
  readonly extension: string;
  /** In the names of files that do not say it by their extension. */
  readonly suffix?: string;
  /** @param metadata what the weights are of, as texts by name */
  readonly encode: (
    network: NetworkRole,
    trace: Trace,
    metadata: Readonly<Record<string, string>>,
  ) => Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
}

/** An exporter of one network of a checkpoint, with its scaling of inputs and outputs. */
export const networkExporter = ({ suffix = '', encode, ...format }: NetworkFormat) =>
  jobExporter({
    ...format,
    of: 'run',
    preview: null,
    needsModel: true,
    fields: (runs, about) => ({
      network: networkField(runs, about),
      step: checkpointField(runs, about),
      weights: weightsField(runs),
    }),
    problem: withoutCheckpoint,
    title: ({ network, step, weights }) =>
      `${network}${weights === 'average' ? '-averaged' : ''}-step-${step}${suffix}`,
    async *parts({ networks }, [run], { network, step, weights }) {
      if (run === undefined) return;
      const trace = await networks(run, { network, step: Number(step), weights });
      yield* encode(network, trace, { ...weightsMetadata(run, Number(step), weights), network });
    },
  });
