import { refusal } from '../../contract/error';
import type { ApiClient } from '../../contract/api';
import type { ModelInfo } from '../../contract/model';
import type { Run } from '../../contract/run';

/** Finds a run by its number or its name. */
export function findRun(runs: readonly Run[], text: string): Run {
  const byId = /^\d+$/.test(text) ? runs.find((run) => run.id === Number(text)) : undefined;
  if (byId !== undefined) return byId;
  const named = runs.filter((run) => run.name === text);
  const [run] = named;
  if (run === undefined) {
    throw refusal('run.unknown.name', { name: text });
  }
  if (named.length > 1) {
    throw refusal('run.ambiguous', { name: text, ids: named.map(({ id }) => id) });
  }
  return run;
}

/** @throws WorkbenchError `model.unknown` for a run of a model that this version does not have */
export async function modelOf(api: ApiClient, { config }: Run): Promise<ModelInfo> {
  const models = await api.models.list();
  const found = models.find(({ id }) => id === config.model);
  if (found === undefined)
    throw refusal('model.unknown', { id: config.model, choices: models.map(({ id }) => id) });
  return found;
}
