import * as z from 'zod';
import { refusal } from '../../contract/error';
import type { Run, RunState } from '../../contract/run';
import { hasEnded } from '../../contract/watch-condition';
import type { MlflowClient } from './client';
import type { LoggedMetric, UploadedSteps } from './metric-batches';

const API = '/api/2.0/mlflow';
/** The run of a data folder that a run on the server is of. */
const SOURCE_TAG = 'latent_workbench.run';
/** How far its metrics were sent; written by the same request as they. */
const STEPS_TAG = 'latent_workbench.uploaded';
/** The newest evaluation whose values were sent. */
const EVALUATION_TAG = 'latent_workbench.evaluation';

/** MLflow's limits on one request, and on a value. */
const MAX_PARAMS = 100;
const MAX_VALUE = 6000;

const TagsSchema = z.array(z.object({ key: z.string(), value: z.string() })).default([]);
const RunAnswerSchema = z.object({
  info: z.object({ run_id: z.string(), artifact_uri: z.string().default('') }),
  data: z.object({ tags: TagsSchema }).prefault({}),
});
const UploadedSchema = z.object({ step: z.int(), digest: z.string() });

export interface RemoteRun {
  readonly id: string;
  readonly artifactUri: string;
  /** Whether it was created now. */
  readonly isNew: boolean;
  /** null if no metrics were sent yet. */
  readonly uploaded: UploadedSteps | null;
  /** The newest evaluation that was sent; 0 if there is none. */
  readonly evaluation: number;
}

interface Named {
  readonly key: string;
  readonly value: string;
}

const STATUSES: Readonly<Record<RunState, string>> = {
  queued: 'SCHEDULED',
  running: 'RUNNING',
  paused: 'RUNNING',
  completed: 'FINISHED',
  stopped: 'KILLED',
  failed: 'FAILED',
  diverged: 'FAILED',
  interrupted: 'FAILED',
};

/** Finds an experiment by its name, or creates it. @throws WorkbenchError also if it was deleted */
export async function experimentId(client: MlflowClient, name: string): Promise<string> {
  const found = await client.find(`${API}/experiments/get-by-name`, { experiment_name: name });
  if (found === null)
    return read(client, z.object({ experiment_id: z.string() }), await created(client, name)).experiment_id;
  const schema = z.object({
    experiment: z.object({ experiment_id: z.string(), lifecycle_stage: z.string().default('active') }),
  });
  const { experiment } = read(client, schema, found);
  if (experiment.lifecycle_stage === 'deleted') throw refusal('export.mlflow-deleted', { name });
  return experiment.experiment_id;
}

const created = (client: MlflowClient, name: string) => client.post(`${API}/experiments/create`, { name });

const sourceOf = ({ id, createdAt }: Run): string => `${String(createdAt)}-${String(id)}`;
const startOf = ({ startedAt, createdAt }: Run): number => Math.round(startedAt ?? createdAt);

/** Finds the runs of a server that are of a run, the newest first. */
export async function remoteRuns(client: MlflowClient, experiment: string, run: Run): Promise<RemoteRun[]> {
  const answer = await client.post(`${API}/runs/search`, {
    experiment_ids: [experiment],
    filter: `tags.\`${SOURCE_TAG}\` = '${sourceOf(run)}'`,
    max_results: 100,
  });
  return read(client, z.object({ runs: z.array(RunAnswerSchema).default([]) }), answer).runs.map((found) =>
    remoteRun(found, false),
  );
}

export async function createRemoteRun(
  client: MlflowClient,
  experiment: string,
  run: Run,
): Promise<RemoteRun> {
  const answer = await client.post(`${API}/runs/create`, {
    experiment_id: experiment,
    run_name: run.name,
    start_time: startOf(run),
    tags: [{ key: SOURCE_TAG, value: sourceOf(run) }],
  });
  return remoteRun(read(client, z.object({ run: RunAnswerSchema }), answer).run, true);
}

function remoteRun({ info, data }: z.output<typeof RunAnswerSchema>, isNew: boolean): RemoteRun {
  const tag = (wanted: string) => data.tags.find(({ key }) => key === wanted)?.value;
  const uploaded = UploadedSchema.safeParse(parsedTag(tag(STEPS_TAG)));
  return {
    id: info.run_id,
    artifactUri: info.artifact_uri,
    isNew,
    uploaded: uploaded.success ? uploaded.data : null,
    evaluation: Number(tag(EVALUATION_TAG) ?? 0) || 0,
  };
}

function parsedTag(value: string | undefined): unknown {
  try {
    return value === undefined ? null : JSON.parse(value);
  } catch {
    return null;
  }
}

/** What a run is described by on the server. */
export interface Description {
  readonly params: readonly Named[];
  readonly tags: readonly Named[];
}

/** Sends parameters, which the server takes once only, and tags, which take their newest values. */
export async function describeRemoteRun(
  client: MlflowClient,
  { id, uploaded }: RemoteRun,
  { params, tags }: Description,
): Promise<void> {
  const cut = ({ key, value }: Named) => ({ key, value: value.slice(0, MAX_VALUE) });
  const some = uploaded === null ? params.map(cut) : [];
  await client.post(`${API}/runs/log-batch`, { run_id: id, tags: tags.map(cut) });
  for (let from = 0; from < some.length; from += MAX_PARAMS)
    await client.post(`${API}/runs/log-batch`, { run_id: id, params: some.slice(from, from + MAX_PARAMS) });
}

/** Sends values and how far one is with them: a server that is asked later knows where to go on. */
export async function logMetrics(
  client: MlflowClient,
  { id }: RemoteRun,
  metrics: readonly LoggedMetric[],
  upTo: UploadedSteps | { readonly evaluation: number },
): Promise<void> {
  const tag =
    'evaluation' in upTo
      ? { key: EVALUATION_TAG, value: String(upTo.evaluation) }
      : { key: STEPS_TAG, value: JSON.stringify(upTo) };
  await client.post(`${API}/runs/log-batch`, { run_id: id, metrics, tags: [tag] });
}

/** Gives the run on the server the state, the end and the name that it has now. */
export async function finishRemoteRun(client: MlflowClient, { id }: RemoteRun, run: Run): Promise<void> {
  const { name, finishedAt, state } = run;
  await client.post(`${API}/runs/update`, {
    run_id: id,
    run_name: name,
    status: STATUSES[state],
    ...(hasEnded(run) && finishedAt !== null && { end_time: Math.round(finishedAt) }),
  });
}

/** @throws WorkbenchError `export.mlflow-foreign` if an answer is not what MLflow answers */
function read<T>({ address }: MlflowClient, schema: z.ZodType<T>, answer: unknown): T {
  const result = schema.safeParse(answer);
  if (result.success) return result.data;
  throw refusal('export.mlflow-foreign', { address }, { cause: result.error });
}
