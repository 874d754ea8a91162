import { MAX_NAMED, type ArchivedRun, type ImportNote } from '../../contract/archive';
import { MAX_NOTES_LENGTH } from '../../contract/annotation';
import { IMPORTED_PLACES } from '../../contract/imported-run';
import { DEFAULT_SHEET, ELAPSED_METRIC, MAX_RUN_NAME, RUN_LIMITS } from '../../contract/run';
import type { CollectedRun } from './collect';
import { ROW_BYTES, rowsOf, thinned } from './series';
import { chosenTags, sheetOf } from './sheets';

interface Named {
  readonly id: number;
  /** The folder of the files. */
  readonly title: string;
}

/** Writes a part, and returns the name of its file. */
type Stage = (bytes: Uint8Array) => Promise<string>;

const SPARKLINE_POINTS = 32;
const MAX_VALUE_LENGTH = 1000;
const MAX_NAME_LENGTH = 200;

/** Writes what was collected of a run, and describes it as an archive does. */
export async function stagedRun(
  collected: CollectedRun,
  named: Named,
  stage: Stage,
): Promise<{ run: ArchivedRun; notes: ImportNote[] }> {
  const { metrics, latest, sparkline, lastStep, elapsedMs } = await stagedMetrics(collected, stage);
  const name = runName(named.title);
  const { figures, notes } = await stagedFigures(collected, name, stage);
  const { leftOutValues, leftOutTags, from, to } = collected;
  if (leftOutValues > 0) notes.push({ code: 'values-left-out', run: name, count: leftOutValues });
  if (leftOutTags > 0) notes.push({ code: 'tags-left-out', run: name, count: leftOutTags });
  const step = Math.max(lastStep, ...figures.map((figure) => figure.step));
  const createdAt = from === null ? Date.now() : from * 1000;
  const finishedAt = Math.max(createdAt, to * 1000);
  return {
    run: {
      run: {
        ...{ id: named.id, name, state: 'completed', color: 0, step, totalSteps: step, stepsPerEpoch: null },
        config: configOf(collected, step),
        datasetName: datasetName(collected),
        ...{ datasetFingerprint: null, origin: null, tags: [], starred: false, engine: null, problem: null },
        ...{ createdAt, startedAt: createdAt, finishedAt, elapsedMs, latest, sparkline },
        ...{ evaluations: [], window: null },
      },
      notes: notesOf(collected),
      ...{ networks: [], logs: [], metrics, figures, checkpoints: [], qualities: [], savedLatents: [] },
    },
    notes,
  };
}

async function stagedMetrics(collected: CollectedRun, stage: Stage) {
  const metrics: ArchivedRun['metrics'] = [];
  const latest: Record<string, number> = {};
  let sparkline: number[] = [];
  let lastStep = 0;
  const add = async (name: string, rows: Buffer): Promise<void> => {
    if (rows.length === 0) return;
    metrics.push({ name, count: rows.length / ROW_BYTES, file: await stage(rows) });
    latest[name] = rows.readDoubleLE(rows.length - ROW_BYTES / 2);
    lastStep = Math.max(lastStep, rows.readDoubleLE(rows.length - ROW_BYTES));
  };
  const headline = headlineOf([...collected.scalars.keys()]);
  for (const [name, series] of collected.scalars) {
    const rows = rowsOf(series);
    if (name === headline) sparkline = thinned(rows, SPARKLINE_POINTS);
    await add(name, rows);
  }
  if (!collected.scalars.has(ELAPSED_METRIC)) await add(ELAPSED_METRIC, elapsedRows(collected));
  const elapsedMs = Math.max(0, latest[ELAPSED_METRIC] ?? 0);
  return { metrics, latest, sparkline, lastStep, elapsedMs };
}

/** The tag for the small curve of the list: a loss if there is one. */
const headlineOf = (names: readonly string[]): string | undefined =>
  names.find((name) => /(^|\/)loss$/i.test(name)) ?? names.find((name) => /loss/i.test(name)) ?? names[0];

/** Milliseconds from the first event to the last one of each step; they never fall, also where a run went back. */
function elapsedRows({ times, from }: CollectedRun): Buffer {
  const rows = rowsOf(times);
  let elapsed = 0;
  for (let at = ROW_BYTES / 2; at < rows.length; at += ROW_BYTES) {
    elapsed = Math.max(elapsed, (rows.readDoubleLE(at) - (from ?? 0)) * 1000);
    rows.writeDoubleLE(elapsed, at);
  }
  return rows;
}

async function stagedFigures({ images, leftOutImages }: CollectedRun, run: string, stage: Stage) {
  const figures: ArchivedRun['figures'] = [];
  const notes: ImportNote[] = [];
  const { chosen, others } = chosenTags(images);
  let leftOut = leftOutImages;
  for (const { kind, tag } of chosen) {
    const { description = '', steps = new Map<number, Uint8Array[]>() } = images.get(tag) ?? {};
    for (const [step, pictures] of [...steps].sort(([a], [b]) => a - b)) {
      const drawn = await sheetOf(pictures, description);
      if (drawn === null) leftOut += pictures.length;
      else
        figures.push({
          kind,
          step,
          mediaType: 'image/png',
          sheet: drawn.sheet,
          file: await stage(drawn.bytes),
        });
    }
  }
  if (others.length > 0) notes.push({ code: 'image-tags-left-out', run, tags: others.slice(0, MAX_NAMED) });
  if (leftOut > 0) notes.push({ code: 'images-left-out', run, count: leftOut });
  return { figures, notes };
}

function configOf({ hyperparameters }: CollectedRun, step: number): ArchivedRun['run']['config'] {
  const { seed } = hyperparameters;
  const isSeed =
    typeof seed === 'number' && Number.isInteger(seed) && seed >= 0 && seed <= RUN_LIMITS.seed.max;
  const shown = Object.entries(hyperparameters).filter(
    ([name, value]) =>
      name.length <= MAX_NAME_LENGTH && (typeof value !== 'number' || Number.isFinite(value)),
  );
  return {
    ...IMPORTED_PLACES,
    seed: isSeed ? seed : 0,
    budget: { unit: 'steps', count: Math.max(1, step) },
    hyperparameters: Object.fromEntries(
      shown.map(([name, value]) => [
        name,
        typeof value === 'string' ? value.slice(0, MAX_VALUE_LENGTH) : value,
      ]),
    ),
    ...{ sampleEvery: 1, checkpointEvery: 1, sampleSheet: DEFAULT_SHEET, engine: 'auto', device: 'auto' },
  };
}

function datasetName({ hyperparameters: { dataset } }: CollectedRun): string {
  return typeof dataset === 'string' ? cleaned(dataset).slice(0, MAX_RUN_NAME) : '';
}

const cleaned = (text: string): string => text.replace(/\p{C}/gu, ' ').replace(/\s+/g, ' ').trim();

/** The end of a long name, which distinguishes runs. */
function runName(title: string): string {
  const name = cleaned(title);
  return name === '' ? 'events' : name.slice(-MAX_RUN_NAME).trim();
}

/** The texts of a run, as sections of Markdown. */
function notesOf({ texts }: CollectedRun): string {
  const [only] = texts.size === 1 && texts.has('notes') ? texts.values() : [];
  const sections = [...texts].map(([tag, text]) => `## ${cleaned(tag)}\n\n${text}`);
  return (only ?? sections.join('\n\n')).replaceAll('\0', '').slice(0, MAX_NOTES_LENGTH);
}
