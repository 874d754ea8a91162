import { version } from '../../package.json';
import {
  ARCHIVE_FORMAT,
  ARCHIVE_VERSION,
  MANIFEST_FILE,
  type ArchivedDataset,
  type ArchivedRun,
  type Manifest,
} from '../contract/archive';
import { ARCHIVE_EXTENSION, MAX_ARCHIVE_BYTES } from '../contract/archive-file';
import { roundsAmong } from '../contract/blind-round';
import { refusal } from '../contract/error';
import { choice, EXPORT_GROUP } from '../contract/hyperparameters';
import type { Run } from '../contract/run';
import type { ReadOnlyStore } from '../store/open';
import { datasetBytes, datasetEntries } from './archive-dataset';
import { chosenCheckpoints, runBytes, runEntries, type CheckpointChoice } from './archive-run';
import { jobExporter, type JobSource } from './exporter';
import { HOW_MANY } from './how-many';
import { zipped, type ZipEntry } from './zip';

/** Of the imported datasets: none, those that the runs were trained on, or all of the data folder. */
type DatasetChoice = 'none' | 'used' | 'all';

interface ArchiveOptions {
  readonly checkpoints: CheckpointChoice;
  readonly datasets: DatasetChoice | undefined;
}

const CHECKPOINTS = choice<CheckpointChoice>({
  label: 'Checkpoints',
  help: 'From its newest checkpoint a run can be resumed; from others, their samples can be drawn.',
  group: EXPORT_GROUP,
  default: 'all',
  options: HOW_MANY,
});

const DATASETS = choice<DatasetChoice>({
  label: 'Datasets',
  help: 'Whether to include the data of imported datasets, without which their runs cannot be resumed elsewhere: of these runs, or all of the data folder.',
  group: EXPORT_GROUP,
  default: 'none',
  options: [
    { value: 'none', label: 'none' },
    { value: 'used', label: 'of these runs' },
    { value: 'all', label: 'all' },
  ],
});

/** The chosen datasets that another workbench does not have by itself. */
function datasetsOf(
  { datasets }: Pick<ReadOnlyStore, 'datasets'>,
  runs: readonly Run[],
  chosen: DatasetChoice | undefined,
) {
  const used = new Set(runs.map(({ config }) => config.dataset));
  const isChosen = (id: string) => chosen === 'all' || (chosen === 'used' && used.has(id));
  return datasets.list().filter(({ id, source }) => source === 'imported' && isChosen(id));
}

/** Comparisons and rounds whose runs are all among the given ones. */
function sharedParts(
  store: ReadOnlyStore,
  runs: readonly Run[],
): Pick<Manifest, 'comparisons' | 'blindRounds'> {
  const ids = runs.map(({ id }) => id);
  const { savedComparisons } = store.settings.get();
  const rounds = ids.flatMap((id) => store.blindRounds.list(id));
  return {
    comparisons: savedComparisons.filter(({ runs: compared }) => compared.every((id) => ids.includes(id))),
    blindRounds: roundsAmong(rounds, ids).map(({ id: _id, ...round }) => round),
  };
}

/** The files of an archive. The manifest comes last: it describes what was written, also of a run that still trains. */
function* archiveEntries(
  source: JobSource,
  runs: readonly Run[],
  { checkpoints, datasets: chosenDatasets }: ArchiveOptions,
): Generator<ZipEntry, void, void> {
  const { store, onProgress, dataDir } = source;
  const included = datasetsOf(store, runs, chosenDatasets);
  const sizes = [
    ...runs.map((run) => runBytes(store, run, checkpoints)),
    ...included.map((one) => datasetBytes(dataDir, one)),
  ];
  const total = sizes.reduce((sum, bytes) => sum + bytes, 0);
  if (total > MAX_ARCHIVE_BYTES)
    throw refusal('archive.too-large', { bytes: total, mostBytes: MAX_ARCHIVE_BYTES });
  let written = 0;
  const wrote = (bytes: number) => {
    written += bytes;
    onProgress(Math.min(1, written / Math.max(total, 1)));
  };
  const described: ArchivedRun[] = [];
  for (const run of runs) {
    const chosen = chosenCheckpoints(store, run, checkpoints);
    described.push(yield* runEntries(store, run, chosen, wrote));
  }
  const datasets: ArchivedDataset[] = [];
  for (const one of included) datasets.push(yield* datasetEntries(dataDir, one, wrote));
  const manifest: Manifest = {
    ...{ format: ARCHIVE_FORMAT, version: ARCHIVE_VERSION, writtenBy: version, writtenAt: Date.now() },
    runs: described,
    ...sharedParts(store, runs),
    datasets,
  };
  const text = Buffer.from(JSON.stringify(manifest, null, 1), 'utf8');
  yield { name: MANIFEST_FILE, isCompressible: true, parts: [text] };
}

export const archiveExporter = jobExporter({
  id: 'archive',
  name: 'Archive (lwrun)',
  help: 'Everything that the runs recorded, in one file that another workbench imports: metrics, figures, evaluations, notes and checkpoints.',
  of: 'runs',
  mediaType: 'application/zip',
  extension: ARCHIVE_EXTENSION,
  preview: null,
  isSlow: true,
  fields: (runs, { store }) => ({
    checkpoints: CHECKPOINTS,
    ...(datasetsOf(store, runs, 'all').length > 0 && { datasets: DATASETS }),
  }),
  title: () => 'archive',
  parts: (source, runs, { checkpoints, datasets }) =>
    zipped(archiveEntries(source, runs, { checkpoints, datasets })),
});
