import type { NetworkRole } from '../../network-role';
import { countText } from '../../numbers';
import type { Words } from '../words';
import { fieldSentences, type FieldReason } from './fields';

const NO_SCRIPT = {
  model: 'it can be written of other models only',
  continued: 'it continues from a checkpoint of another run',
  changed: 'its hyperparameters changed while it trained',
} as const;

/** Problems of files that are written about runs. */
export const exportProblems = {
  /** @param choices the ids of the formats */
  'export.unknown': ({ id, choices }: { id: string; choices: readonly string[] }): Words => ({
    message: `There is no export format ${id}.`,
    advice: `Choose one of ${choices.join(', ')}.`,
  }),
  /** @param reasons what is wrong, in the order of the options */
  'export.options': ({ reasons }: { reasons: readonly FieldReason[] }): Words => ({
    message: fieldSentences(reasons),
    advice: 'Correct the options and export again.',
  }),
  'export.one-run': ({ name }: { name: string }): Words => ({
    message: `${name} is about one run, and several are chosen.`,
    advice: 'Export the runs one by one, or choose another format.',
  }),
  'export.no-sheet': (): Words => ({
    message: 'No sheets of samples or other images are recorded.',
    advice: 'Choose a run on images, or wait until its first samples are recorded.',
  }),
  'export.no-values': (): Words => ({
    message: 'No values of metrics are recorded.',
    advice: 'Choose a run that has trained, or wait until its first values are recorded.',
  }),
  'export.no-font': ({ script }: { script: 'latin' | 'korean' }): Words => ({
    message:
      script === 'korean'
        ? 'This machine has no known font with the Korean or other East Asian letters of this chart.'
        : 'This machine has no known font to write the texts of a chart with.',
    advice: `Install ${script === 'korean' ? 'fonts-noto-cjk' : 'fonts-dejavu-core'} or the like, or export the chart as SVG.`,
  }),
  'export.too-many-images': ({ count, most }: { count: number; most: number }): Words => ({
    message: `These are ${countText(count)} images, and a ZIP of this kind has room for ${countText(most)}.`,
    advice: 'Choose one split or fewer images, or export arrays or IDX files.',
  }),
  'export.no-figures': ({ from, to }: { from: number; to: number }): Words => ({
    message: `No figures of this kind were recorded from step ${countText(from)} to step ${countText(to)}.`,
    advice: 'Choose a wider range of steps.',
  }),
  'export.no-evaluation': (): Words => ({
    message: 'No samples have been evaluated.',
    advice: 'Evaluate the samples of a checkpoint first.',
  }),
  'export.no-printer': (): Words => ({
    message: 'There is no browser here that prints to PDF.',
    advice: 'Install Chromium or Google Chrome, or export the HTML report and print it from a browser.',
  }),
  /** @param lastLine what the browser wrote last; empty if it wrote nothing */
  'export.not-printed': ({ lastLine }: { lastLine: string }): Words => ({
    message: `The browser did not print the report${lastLine === '' ? '' : `: ${lastLine}`}.`,
    advice:
      'Export again, with fewer runs or sections; or export the HTML report and print it from a browser.',
  }),
  'export.no-network': ({ model, network }: { model: string; network: NetworkRole }): Words => ({
    message: `The ${network} of this run of ${model} cannot be exported: it sees several points together, and has no output for a single one.`,
    advice: 'Choose another network, or train with a packing of 1.',
  }),
  'export.no-script': ({ model, why }: { model: string; why: keyof typeof NO_SCRIPT }): Words => ({
    message: `There is no script of this run of ${model}: ${NO_SCRIPT[why]}.`,
    advice: 'Export its weights as safetensors, or its networks as ONNX.',
  }),
  'export.cancelled': (): Words => ({
    message: 'The export was cancelled.',
    advice: 'Nothing was saved. Export again when you want the file.',
  }),
  'export.interrupted': (): Words => ({
    message: 'The process that wrote the file ended before it was done.',
    advice: 'Export again; if memory is short, close other programs or choose fewer items.',
  }),
  'export.busy': ({ waiting }: { waiting: number }): Words => ({
    message: `Files are being written, and ${String(waiting)} others wait for that.`,
    advice: 'Wait until some of them are done, then try again.',
  }),
};
