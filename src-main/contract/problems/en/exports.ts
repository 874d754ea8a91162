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
const SERVER_REASONS = {
  'unknown-host': 'its name is not known here',
  refuses: 'nothing listens there',
  timeout: 'it does not answer in time',
  protocol: 'it does not answer as a web server does',
  certificate: 'its certificate is not trusted here',
  unreachable: 'there is no way to it from here',
  'broken-off': 'the connection broke off',
} as const;
/** Why a server cannot be reached. */
export type ServerReason = keyof typeof SERVER_REASONS;

/** @param why what the server says; may be empty */
type ServerAnswer = { readonly address: string; readonly status: number; readonly why: string };
const quoted = (why: string): string => (why === '' ? '' : `: ${why}`);

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
  'export.zip-too-large': (): Words => ({
    message: 'A ZIP of this kind has room for 4 GB, and this is more.',
    advice: 'Choose less: one split, fewer images, fewer runs.',
  }),
  'export.film-too-large': ({
    width,
    height,
    limit,
  }: {
    width: number;
    height: number;
    limit: number;
  }): Words => ({
    message: `Frames of ${countText(width)} × ${countText(height)} pixels are too large for WebM, which has at most ${countText(limit)} a side here.`,
    advice: 'Choose a smaller scale, fewer cells or fewer runs, or export a GIF or an animated PNG.',
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
  'export.mlflow-away': ({ address, why }: { address: string; why: ServerReason }): Words => ({
    message: `The MLflow server ${address} cannot be reached: ${SERVER_REASONS[why]}.`,
    advice: `${why === 'broken-off' || why === 'timeout' ? '' : 'Start the server, or correct its address. '}Export again: it goes on after what the server has.`,
  }),
  'export.mlflow-foreign': ({ address }: { address: string }): Words => ({
    message: `What answers at ${address} is not an MLflow server.`,
    advice: 'Give the address that the browser shows the MLflow page at, without what follows #.',
  }),
  /** @param why what the server says */
  'export.mlflow-forbidden': ({ address, status, why }: ServerAnswer): Words => ({
    message: `The MLflow server ${address} does not let the workbench in (HTTP ${String(status)}${quoted(why)}).`,
    advice:
      'Start the workbench with MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, or with MLFLOW_TRACKING_TOKEN.',
  }),
  'export.mlflow-refused': ({ address, status, why }: ServerAnswer): Words => ({
    message: `The MLflow server ${address} refused what was sent (HTTP ${String(status)}${quoted(why)}).`,
    advice: 'Correct what it names, then export again: it goes on after what the server has.',
  }),
  'export.mlflow-failed': ({ address, status, why }: ServerAnswer): Words => ({
    message: `The MLflow server ${address} failed (HTTP ${String(status)}${quoted(why)}).`,
    advice: 'Look into its log, then export again: it goes on after what the server has.',
  }),
  'export.mlflow-deleted': ({ name }: { name: string }): Words => ({
    message: `The experiment ${name} was deleted on the MLflow server, which keeps its name.`,
    advice: 'Choose another name, or restore the experiment with “mlflow experiments restore”.',
  }),
  'export.cancelled': (): Words => ({
    message: 'The export was cancelled.',
    advice: 'No file was saved. Export again when you want the file.',
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
