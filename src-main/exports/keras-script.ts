import type { Problem } from '../contract/problem';
import { problem } from '../contract/problems/catalogue';
import type { Run } from '../contract/run';
import { jobExporter, type ExportContext } from './exporter';
import { SCRIPTED_MODELS } from './keras/models';
import { kerasScript } from './keras/script';
import { npyHeader } from './npy';
import type { RecordedArray } from './recorded-start';
import { zipped, type ZipEntry } from './zip';

/** The steps that the script can be compared with. */
const STEPS = 20;

function notCovered([run]: readonly Run[], { models }: ExportContext): Problem | null {
  if (run === undefined) return null;
  const { config, origin } = run;
  const info = models.info(config.model);
  const scripted = SCRIPTED_MODELS[config.model];
  const refuse = (why: 'model' | 'continued' | 'changed' | 'settings', settings: string[] = []) =>
    problem('export.no-script', { model: info.title, why, settings });
  if (scripted === undefined) return refuse('model');
  if (origin !== null) return refuse('continued');
  if ((config.changes ?? []).length > 0) return refuse('changed');
  const other = Object.entries(scripted.only).filter(
    ([name, value]) => name in info.fields && (config.hyperparameters[name] ?? value) !== value,
  );
  return other.length === 0
    ? null
    : refuse(
        'settings',
        other.map(([name]) => info.fields[name]?.label ?? name),
      );
}

const entry = (name: string, parts: Iterable<Uint8Array>): ZipEntry => ({
  name,
  isCompressible: true,
  parts,
});

/** Arrays as a file for `numpy.load`. */
function* npz(arrays: Iterable<readonly [string, RecordedArray]>): Generator<Uint8Array, void, void> {
  yield* zipped(
    [...arrays].map(([name, { shape, values }]) =>
      entry(`${name}.npy`, [
        npyHeader(values instanceof Int32Array ? '<i4' : '<f4', shape),
        new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
      ]),
    ),
  );
}

export const kerasScriptExporter = jobExporter({
  id: 'keras-script',
  name: 'Keras script (ZIP)',
  help: 'A readable Python program with the networks, losses and settings of the run, its initial weights, and its first 20 steps, which the program can take again and compare.',
  of: 'run',
  mediaType: 'application/zip',
  extension: 'zip',
  preview: null,
  needsModel: true,
  fields: () => ({}),
  problem: notCovered,
  title: () => 'keras-script',
  async *parts({ starts }, [run]) {
    const model = run && SCRIPTED_MODELS[run.config.model];
    if (run === undefined || model === undefined) return;
    const { config, datasetName, name, id } = run;
    const begin = await starts(run, STEPS);
    const title = `${config.model} on ${datasetName}, as run ${String(id)} of Latent Workbench, ${name}, trained it.`;
    const script = Buffer.from(kerasScript(model, { title, seed: config.seed }, begin), 'utf8');
    yield* zipped([
      entry('train.py', [script]),
      entry('initial.npz', npz(begin.weights)),
      entry('check.npz', npz(begin.steps)),
    ]);
  },
});
