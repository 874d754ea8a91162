import { COMMAND, IS_PACKAGED } from '../../command';
import { countText } from '../../numbers';
import { phraseText } from '../phrases';
import type { Words } from '../words';
import { FILE_REASONS, type FileReason } from './file-reasons';
import { MIRROR_REASONS, type MirrorReason } from './mirrors';
import { ENGINE_REASONS, type EngineReason } from './system';

const SAME_SETTINGS = 'Launch a new run with the same settings';

/** Kinds of damage to the bytes of a checkpoint. */
const DAMAGED = {
  short: 'it is shorter than its own header',
  'header-cut': 'its header is cut short',
  'header-syntax': 'its header is not JSON',
  checksum: 'its bytes are not those that were written',
} as const;

/** Why a training step cannot be compiled to a graph. `at`: the operation that uses the tensor or constant. */
type Uncompilable =
  | { why: 'outer-tensor'; at: string }
  | { why: 'reads-back' }
  | { why: 'unnamed-variable'; variable: string }
  | { why: 'operations-differ'; first: number; second: number }
  | { why: 'constants-differ'; at: string };

const EAGERLY = {
  'make-compilable': {
    window: 'Train this model with the engine set to eager, or change its step so that it can be compiled.',
    'command-line':
      'Train this model eagerly (--engine eager), or change its step so that it can be compiled.',
  },
  'use-context': {
    window: 'Draw randomness only from the step context, or train with the engine set to eager.',
    'command-line': 'Draw randomness only from the step context, or train eagerly (--engine eager).',
  },
} as const;

const DIFFERS = 'The training step differs from one step to the next outside its inputs';

function uncompilable(problem: Uncompilable): Words {
  switch (problem.why) {
    case 'outer-tensor':
      return {
        message: `The training step uses a tensor made outside of it (at ${problem.at}).`,
        advice: EAGERLY['make-compilable'],
      };
    case 'reads-back':
      return {
        message: 'The training step reads values back from the device, which a compiled step cannot do.',
        advice: EAGERLY['make-compilable'],
      };
    case 'unnamed-variable':
      return {
        message: `The step updates ${problem.variable}, which the model does not name.`,
        advice: EAGERLY['make-compilable'],
      };
    case 'operations-differ':
      return {
        message: `${DIFFERS}: ${String(problem.first)} operations at first, then ${String(problem.second)}.`,
        advice: EAGERLY['use-context'],
      };
    case 'constants-differ':
      return { message: `${DIFFERS}: the constant at ${problem.at}.`, advice: EAGERLY['use-context'] };
  }
}

const INSTALL_AGAIN = IS_PACKAGED
  ? 'Install the workbench again to have what is missing'
  : 'Run the start command again to install what is missing';

/** Problems of training and drawing: with the engine, the model or a checkpoint. */
export const jobProblems = {
  'engine.uncompilable': uncompilable,
  /** @param shape of the tensor that did not fit in memory, if known */
  'engine.out-of-memory': ({ shape }: { shape: readonly number[] | null }): Words => {
    const bytes = 4 * (shape ?? []).reduce((product, size) => product * size, 1);
    const tensor =
      shape === null ? '' : ` for ${shape.join(' × ')} numbers (${String(Math.ceil(bytes / 1e6))} MB)`;
    return {
      message: `Memory ran out${tensor}.`,
      advice:
        'Lower the batch size, the size of the networks or that of the images, or close other programs; the log has the details.',
    };
  },
  /** @param native @param javaScript why each did not load, in the system's words */
  'engine.unavailable': ({ native, javaScript }: { native: string; javaScript: string }): Words => ({
    message: `No training engine could be loaded: ${native}; pure JavaScript: ${javaScript}`,
    advice: {
      window: `${INSTALL_AGAIN}; Settings list it.`,
      'command-line': `${INSTALL_AGAIN}; doctor lists it.`,
    },
  }),
  /** @param why what was found instead */
  'engine.no-gpu': ({ device, why }: { device: string; why: EngineReason }): Words => ({
    message: `This run needs a GPU (${device}), and there is none. ${phraseText(ENGINE_REASONS, why)}`,
    advice: {
      window:
        'Launch a run with these settings on the device auto or cpu; Settings show what TensorFlow found.',
      'command-line':
        'Launch a run with these settings on the device auto or cpu; doctor shows what TensorFlow found.',
    },
  }),
  /** Native TensorFlow, which a package fetches. */
  'engine.not-fetched': ({
    kind,
    tried,
    why,
  }: {
    kind: 'offline' | 'failed' | 'unsupported' | 'no-pip';
    tried: readonly { host: string; why: MirrorReason }[];
    why: MirrorReason | null;
  }): Words => ({
    message: `Native TensorFlow cannot be fetched: ${
      why === null
        ? tried.map((one) => `${one.host}: ${phraseText(MIRROR_REASONS, one.why)}`).join('; ')
        : phraseText(MIRROR_REASONS, why)
    }.`,
    advice: {
      offline:
        'Connect to the network and try again; what has arrived stays. Behind a proxy, set HTTPS_PROXY. Until then runs train in pure JavaScript.',
      failed:
        'Try again later; what has arrived and is intact stays. Or install the package latent-workbench-tensorflow.',
      'no-pip':
        'Install Python 3 with pip and try again, or install the package latent-workbench-tensorflow. Until then runs train in pure JavaScript.',
      unsupported: `Fetch it with the command ${COMMAND} fetch-tensorflow, or install the package latent-workbench-tensorflow.`,
    }[kind],
  }),
  'model.unknown': ({ id, choices }: { id: string; choices: readonly string[] }): Words => ({
    message: `There is no model ${id}.`,
    advice: `Choose one of ${choices.join(', ')}.`,
  }),
  'model.needs-labels': ({ model }: { model: string }): Words => ({
    message: `${model} needs labels, and this dataset has none.`,
    advice: 'Choose a dataset with labels, or another model.',
  }),
  'model.image-size': ({ width, height }: { width: number; height: number }): Words => ({
    message: `This model doubles an image's sides twice, so they must be divisible by four; those of this dataset are ${String(width)}×${String(height)}.`,
    advice: 'Choose another model, or import the images at another size.',
  }),
  /** @param value as text, because JSON cannot represent it */
  'run.diverged': ({
    metric,
    value,
    step,
    checkpointStep,
  }: {
    metric: string;
    value: string;
    step: number;
    checkpointStep: number | null;
  }): Words => ({
    message: `${metric} became ${value} at step ${String(step)}, so training was ended.`,
    advice: `Everything before that step is kept${
      checkpointStep === null ? '' : `, and the checkpoint of step ${String(checkpointStep)}`
    }. Try a lower learning rate, or another seed.`,
  }),
  'run.no-samples': ({ model, to }: { model: string; to: 'draw' | 'evaluate' }): Words => ({
    message: `${model} generates nothing${to === 'draw' ? '' : ' that could be evaluated'}.`,
    advice: 'Choose a run of a model that generates images or points.',
  }),
  'run.no-chosen-class': ({ model }: { model: string }): Words => ({
    message: `${model} cannot generate a chosen class.`,
    advice: 'Draw without a class, or train a conditional model.',
  }),
  'run.no-class': ({ classes }: { classes: number }): Words => ({
    message: `There is no such class: this run knows ${countText(classes)}.`,
    advice: 'Choose one of them.',
  }),
  'latents.unknown': ({ id }: { id: number }): Words => ({
    message: `There are no saved latents ${String(id)}.`,
    advice: 'They may have been removed. Open the Latent screen of the run again.',
  }),
  'latents.too-many': ({ name, most }: { name: string; most: number }): Words => ({
    message: `${name} has ${String(most)} pins and walks, which is the most.`,
    advice: 'Remove one first.',
  }),
  'latent.size': ({ size, given, most }: { size: number; given: number; most: number }): Words => ({
    message: `${countText(given)} values are not ${most === 1 ? 'one row' : `one to ${countText(most)} rows`} of ${countText(size)}.`,
    advice: 'Give as many values for each row as the model has.',
  }),
  'latent.values': ({ most }: { most: number }): Words => ({
    message: 'The values that were sent are not all finite numbers, or too many.',
    advice: `Send at most ${countText(most)} 32-bit floats.`,
  }),
  'latent.no-encoder': ({ model }: { model: string }): Words => ({
    message: `${model} has no encoder.`,
    advice: 'Choose a run of an autoencoder, or search for the latent by optimisation.',
  }),
  'latent.no-classifier': ({ model }: { model: string }): Words => ({
    message: `No classifier has been trained on the dataset of this ${model}.`,
    advice: 'Evaluate one of its runs on a labelled dataset, which trains one, then try again.',
  }),
  'latent.no-item': ({ count, split }: { count: number; split: 'test' | 'training' }): Words => ({
    message: `There is no such item: the ${split} split has ${countText(count)}.`,
    advice: 'Choose one of them.',
  }),
  'checkpoint.outdated': (): Words => ({
    message:
      'The checkpoint comes from an earlier version of the workbench, which held out other items for validation, or kept other labels.',
    advice: `${SAME_SETTINGS}. You can still view this one and draw samples from it.`,
  }),
  'checkpoint.mismatch': (): Words => ({
    message: 'The checkpoint does not fit the model: its weights have other names or shapes.',
    advice: `It was written by another version of the workbench. ${SAME_SETTINGS}.`,
  }),
  'checkpoint.damaged': ({ why }: { why: CheckpointDamage }): Words => ({
    message: `The checkpoint is damaged: ${
      typeof why === 'string'
        ? DAMAGED[why]
        : `tensor ${why.tensor} is ${why.is === 'cut' ? 'cut short' : 'not described as float32'}`
    }.`,
    advice: `What the run recorded is still there. ${SAME_SETTINGS}, or restore a backup of the database.`,
  }),
  'image.unreadable': ({ why }: { why: FileReason }): Words => ({
    message: `The picture cannot be read: it ${phraseText(FILE_REASONS, why)}.`,
    advice:
      'Its record in the data file may be damaged; the run can be trained again from its configuration.',
  }),
};

type CheckpointDamage = keyof typeof DAMAGED | { tensor: string; is: 'cut' | 'not-float32' };
