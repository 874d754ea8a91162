import { version } from '../../../package.json';
import { boolean, choice, EXPORT_GROUP, text, type ValuesOf } from '../../contract/hyperparameters';
import type { Run } from '../../contract/run';
import { jobExporter, type JobSource } from '../exporter';
import { HOW_MANY } from '../how-many';
import { cardOf } from '../model-card-markdown';
import { artifactRoot, putArtifacts, type Artifact } from './artifacts';
import { mlflowClient, type MlflowClient } from './client';
import { isContinued, metricBatches, qualityMetrics } from './metric-batches';
import {
  createRemoteRun,
  describeRemoteRun,
  experimentId,
  finishRemoteRun,
  logMetrics,
  remoteRuns,
  type RemoteRun,
} from './remote-run';

/** Where `mlflow server` listens unless it is given another port. */
const STANDARD_SERVER = 'http://127.0.0.1:5000';
/** The part of the progress of a run that its metrics take; files take the rest. */
const METRICS_PART = 0.7;

type Source = Pick<JobSource, 'store' | 'models'>;

const fields = () => {
  const given = process.env['MLFLOW_TRACKING_URI'] ?? '';
  return {
    server: text({
      label: 'Server',
      help: 'The address of the MLflow server, which the runs are sent to.',
      group: EXPORT_GROUP,
      default: /^https?:/.test(given) ? given : STANDARD_SERVER,
      maxLength: 500,
      isAddress: true,
    }),
    experiment: text({
      label: 'Experiment',
      help: 'The name of the experiment in MLflow; it is created if there is none.',
      group: EXPORT_GROUP,
      default: 'Latent Workbench',
      maxLength: 250,
    }),
    sheets: choice({
      label: 'Sheets',
      help: 'Which sheets of samples and other images are sent as files.',
      group: EXPORT_GROUP,
      default: 'all',
      options: HOW_MANY,
    }),
    card: boolean({
      label: 'Model card',
      help: 'Whether the card of the newest checkpoint is sent as a file.',
      group: EXPORT_GROUP,
      default: true,
    }),
  };
};
type Options = ValuesOf<ReturnType<typeof fields>>;

/** What was sent of a run, for the file that the export leaves. */
interface Sent {
  readonly run: number;
  readonly name: string;
  readonly mlflowRun: string;
  readonly page: string;
  /** Whether the server had it already, at least in part. */
  readonly isContinued: boolean;
  /** Values that were sent now. */
  readonly values: number;
  /** Files that were sent now; null if the server does not take any. */
  readonly files: number | null;
}

export const mlflowExporter = jobExporter({
  id: 'mlflow',
  name: 'MLflow (upload)',
  help: 'Sends parameters, every metric at every step, quality, tags, notes and files to an MLflow server, which may have a part of them already. The file says what was sent.',
  of: 'runs',
  mediaType: 'application/json',
  extension: 'json',
  preview: null,
  isSlow: true,
  isUpload: true,
  fields,
  title: () => 'mlflow',
  async *parts({ store, models, onProgress, signal }, runs, options) {
    const client = mlflowClient(options.server, signal, process.env);
    const experiment = await experimentId(client, options.experiment.trim());
    const sent: Sent[] = [];
    for (const [i, run] of runs.entries())
      sent.push(
        await upload(client, experiment, { store, models }, run, options, (fraction) => {
          onProgress((i + fraction) / runs.length);
        }),
      );
    const receipt = {
      server: client.address,
      experiment: { id: experiment, name: options.experiment },
      runs: sent,
    };
    yield Buffer.from(`${JSON.stringify(receipt, null, 2)}\n`);
  },
});

/** Sends what the server does not have of a run. */
async function upload(
  client: MlflowClient,
  experiment: string,
  source: Source,
  run: Run,
  options: Options,
  onProgress: (fraction: number) => void,
): Promise<Sent> {
  const { store } = source;
  const remote = await remoteRunOf(client, experiment, source, run);
  await describeRemoteRun(client, remote, { params: paramsOf(run), tags: tagsOf(source, run) });
  let values = 0;
  const batches = metricBatches(store, run, remote.uploaded?.step ?? -1, (fraction) => {
    onProgress(METRICS_PART * fraction);
  });
  for (const { metrics, upTo } of batches) {
    await logMetrics(client, remote, metrics, upTo);
    values += metrics.length;
  }
  for (const quality of store.qualities.list(run.id).filter(({ id }) => id > remote.evaluation)) {
    const metrics = qualityMetrics(quality);
    await logMetrics(client, remote, metrics, { evaluation: quality.id });
    values += metrics.length;
  }
  const root = artifactRoot(remote.artifactUri);
  const files =
    root === null
      ? null
      : await putArtifacts(client, root, artifactsOf(source, run, options), (fraction) => {
          onProgress(METRICS_PART + (1 - METRICS_PART) * fraction);
        });
  await finishRemoteRun(client, remote, run);
  return {
    run: run.id,
    name: run.name,
    mlflowRun: remote.id,
    page: `${client.address}/#/experiments/${experiment}/runs/${remote.id}`,
    isContinued: !remote.isNew,
    values,
    files,
  };
}

/** The run on the server whose values are the first ones of this run; a new one if there is none. */
async function remoteRunOf(
  client: MlflowClient,
  experiment: string,
  { store }: Source,
  run: Run,
): Promise<RemoteRun> {
  const found = await remoteRuns(client, experiment, run);
  const same = found.find(({ uploaded }) => uploaded === null || isContinued(store, run, uploaded));
  return same ?? createRemoteRun(client, experiment, run);
}

function paramsOf({ config }: Run): { key: string; value: string }[] {
  const { model, dataset, seed, budget, preset, hyperparameters } = config;
  const all = {
    model,
    dataset,
    seed,
    budget: `${String(budget.count)} ${budget.unit}`,
    ...(preset !== undefined && { preset }),
    ...hyperparameters,
  };
  return Object.entries(all).map(([key, value]) => ({ key, value: String(value) }));
}

function tagsOf({ store }: Source, run: Run): { key: string; value: string }[] {
  const { id, state, tags, starred, datasetFingerprint, engine } = run;
  const own = {
    'latent_workbench.version': version,
    'latent_workbench.state': state,
    'latent_workbench.tags': tags.join(', '),
    'latent_workbench.starred': String(starred),
    'latent_workbench.dataset_fingerprint': datasetFingerprint ?? '',
    'latent_workbench.engine': engine === null ? '' : `${engine.device} ${engine.tensorflow ?? engine.tfjs}`,
    // What MLflow shows as the description, and as the source.
    'mlflow.note.content': store.annotations.notes(id),
    'mlflow.source.name': 'latent-workbench',
    'mlflow.source.type': 'LOCAL',
  };
  return Object.entries(own).map(([key, value]) => ({ key, value }));
}

function artifactsOf(source: Source, run: Run, { sheets, card }: Options): Artifact[] {
  const { store } = source;
  const figures = store.figures.list(run.id).filter(({ sheet }) => sheet !== null);
  const isNewest = (kind: string, step: number) =>
    !figures.some((other) => other.kind === kind && other.step > step);
  const chosen = figures.filter(
    ({ kind, step }) => sheets === 'all' || (sheets === 'newest' && isNewest(kind, step)),
  );
  const pictures = chosen.map(({ id, kind, step }) => ({
    path: `${kind}/step-${String(step).padStart(8, '0')}.png`,
    mediaType: 'image/png',
    isFixed: true,
    bytes: () => store.figures.bytes(id) ?? new Uint8Array(0),
  }));
  const document = (path: string, mediaType: string, content: () => string): Artifact => ({
    path,
    mediaType,
    isFixed: false,
    bytes: () => Buffer.from(content()),
  });
  const { checkpointStep: step } = run;
  return [
    document('configuration.json', 'application/json', () => `${JSON.stringify(run.config, null, 2)}\n`),
    ...(card && step !== null
      ? [document('model-card.md', 'text/markdown', () => [...cardOf(source, run, step, version)].join(''))]
      : []),
    ...pictures,
  ];
}
