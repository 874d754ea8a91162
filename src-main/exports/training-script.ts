import type { Problem } from '../contract/problem';
import { problem } from '../contract/problems/catalogue';
import type { Run } from '../contract/run';
import { jobExporter, type ExportContext } from './exporter';
import { npyHeader } from './npy';
import type { RecordedArray, RecordedStart } from './recorded-start';
import type { Framework } from './script/framework';
import { SCRIPTED_MODELS } from './script/models';
import { trainingScript } from './script/script';
import { zipped, type ZipEntry } from './zip';

/** The steps that a script can be compared with. */
const STEPS = 20;

function notCovered([run]: readonly Run[], { models }: ExportContext): Problem | null {
  if (run === undefined) return null;
  const { config, origin } = run;
  const info = models.info(config.model);
  const refuse = (why: 'model' | 'continued' | 'changed') =>
    problem('export.no-script', { model: info.title, why });
  if (SCRIPTED_MODELS[config.model] === undefined) return refuse('model');
  if (origin !== null) return refuse('continued');
  return (config.changes ?? []).length > 0 ? refuse('changed') : null;
}

export const zipEntry = (name: string, parts: Iterable<Uint8Array>): ZipEntry => ({
  name,
  isCompressible: true,
  parts,
});

function typeOf(values: RecordedArray['values']) {
  if (values instanceof Uint8Array) return '|u1';
  return values instanceof Int32Array ? '<i4' : '<f4';
}

/** Arrays as a file for `numpy.load`. */
export function* npz(arrays: Iterable<readonly [string, RecordedArray]>): Generator<Uint8Array, void, void> {
  yield* zipped(
    [...arrays].map(([name, { shape, values }]) =>
      zipEntry(`${name}.npy`, [
        npyHeader(typeOf(values), shape),
        new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
      ]),
    ),
  );
}

interface ScriptFormat {
  readonly id: string;
  readonly name: string;
  readonly framework: Framework;
  /** The file of the initial weights. */
  readonly initial: (start: RecordedStart) => Iterable<Uint8Array>;
}

/** An exporter of programs that train the networks of a run in a framework. */
export const scriptExporter = ({ id, name, framework, initial }: ScriptFormat) =>
  jobExporter({
    id,
    name,
    help: 'A readable Python program with the networks, losses and settings of the run, its initial weights, and its first 20 steps, which the program can take again and compare.',
    of: 'run',
    mediaType: 'application/zip',
    extension: 'zip',
    preview: null,
    needsModel: true,
    fields: () => ({}),
    problem: notCovered,
    title: () => id,
    async *parts({ starts }, [run]) {
      const model = run && SCRIPTED_MODELS[run.config.model];
      if (run === undefined || model === undefined) return;
      const { config, datasetName } = run;
      const start = await starts(run, STEPS);
      const title = `${config.model} on ${datasetName}, as run ${String(run.id)} of Latent Workbench, ${run.name}, trained it.`;
      const script = trainingScript(framework, model, { title, seed: config.seed }, start);
      yield* zipped([
        zipEntry('train.py', [Buffer.from(script, 'utf8')]),
        zipEntry(framework.initial, initial(start)),
        zipEntry('check.npz', npz(start.steps)),
        ...(start.labelled === null ? [] : [zipEntry('labelled.npz', npz(Object.entries(start.labelled)))]),
      ]);
    },
  });
