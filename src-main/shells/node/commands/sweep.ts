import { t } from '../../../contract/texts';
import type { ApiClient } from '../../../contract/api';
import { refusal } from '../../../contract/error';
import { fieldNamed } from '../../../contract/hyperparameters';
import type { ModelInfo } from '../../../contract/model';
import { countText } from '../../../contract/numbers';
import { allRuns } from '../../../contract/run-list';
import { UNFINISHED_STATES, type Run } from '../../../contract/run';
import type { Halving, NewSweep, Sweep, SweepAxis } from '../../../contract/sweep';
import { isSeveral, parseAxis } from '../../../contract/sweep-text';
import { settingText, sweepMetrics, sweepSettings, type SweepMetric } from '../../../presentation/sweeps';
import { sweepMetric } from '../../../core/sweep-metric';
import type { CommandContext, CommandResult } from '../context';
import { followSweep } from '../follow-sweep';
import { withReader, withWorkbench } from '../session';
import { table } from '../text';
import { stopRule } from '../stop-rule';
import { newRun, type NewRunOptions } from './new-run';

export interface SweepOptions extends Omit<NewRunOptions, 'name'> {
  name?: string;
  seeds: number;
  strategy: 'grid' | 'random' | 'asha';
  /** Number of settings to draw at random. */
  draws?: number;
  metric?: string;
  factor: number;
  levels: number;
  /** A bound of a metric, e.g. `loss>200`. */
  stop?: string;
  patience?: number;
  stopAfter?: number;
}

/** Trains a model with every combination of values, or with settings drawn at random, and ranks the settings. */
export async function sweep(
  context: CommandContext,
  modelId: string,
  options: SweepOptions,
): Promise<CommandResult> {
  return withWorkbench(context, async ({ api }) => {
    const models = await api.models.list();
    const metric = metricOf(modelOf(models, modelId), options.metric);
    const created = await api.sweeps.create(newSweep(models, modelId, options));
    const count = (await runsOf(api, created)).length;
    context.output.line(`${created.name} is sweep ${String(created.id)}, of ${String(count)} runs.`);
    await followSweep(api, created, context);
    const runs = await runsOf(api, created);
    report(context, created, runs, metric);
    if (context.interrupt.signal.aborted) throw refusal('sweep.stopped', { name: created.name });
    return { runs: runs.map(({ id }) => id), files: [] };
  });
}

/** Lists the sweeps. */
export async function sweeps(context: CommandContext): Promise<void> {
  await withReader(context, async ({ api }) => {
    const [list, runs] = await Promise.all([api.sweeps.list(), allRuns(api)]);
    const rows = list.map((one) => {
      const own = runs.filter(({ group }) => group?.id === one.id);
      const ended = own.filter(({ state }) => !UNFINISHED_STATES.includes(state)).length;
      const fields = one.plan.axes.map(({ field }) => field).join(', ');
      return [String(one.id), one.name, one.plan.run.model, fields, t.commandLine.endedOf(ended, own.length)];
    });
    const { id, name, model, hyperparameters, ended } = t.commandLine.heads;
    const header = [id, name, model, hyperparameters, ended];
    context.output.document(list, list.length === 0 ? t.commandLine.noSweeps : table(header, rows));
  });
}

function newSweep(models: readonly ModelInfo[], modelId: string, options: SweepOptions): NewSweep {
  const { name, set = [], seeds, strategy, draws, metric, factor, levels, ...others } = options;
  const { stop, patience, stopAfter, ...shared } = others;
  const model = models.find(({ id }) => id === modelId);
  const axes: SweepAxis[] = [];
  const single: string[] = [];
  for (const text of set) {
    const axis = model === undefined ? null : axisOf(model, text);
    if (axis === null) single.push(text);
    else axes.push(axis);
  }
  const { name: _name, ...run } = newRun(models, modelId, { ...shared, set: single });
  const drawn = strategy === 'grid' ? undefined : draws;
  const halving: Halving | undefined =
    strategy === 'asha'
      ? { metric: metricOf(modelOf(models, modelId), metric)?.id ?? '', factor, levels }
      : undefined;
  const rule =
    model === undefined ? undefined : stopRule(model, { stop, patience, after: stopAfter, ranked: metric });
  return {
    name: name ?? `Sweep of ${modelId}`,
    run,
    axes,
    seeds,
    ...(drawn !== undefined && { draws: drawn }),
    ...(strategy === 'random' && draws === undefined && { draws: 16 }),
    ...(halving && { halving }),
    ...(rule && { stop: rule }),
  };
}

/** @returns null for a single value, or an argument that is not a list of values */
function axisOf({ fields }: ModelInfo, text: string): SweepAxis | null {
  const at = text.indexOf('=');
  const name = fieldNamed(fields, text.slice(0, at));
  const field = name === null ? undefined : fields[name];
  const values = text.slice(at + 1);
  if (name === null || field === undefined || !isSeveral(field, values)) return null;
  const { axis, problem } = parseAxis(name, field, values);
  if (axis === null) throw refusal('run.invalid.hyperparameters', { reasons: [problem] });
  return axis;
}

function modelOf(models: readonly ModelInfo[], id: string): ModelInfo {
  const model = models.find((one) => one.id === id);
  if (model === undefined) throw refusal('model.unknown', { id, choices: models.map((one) => one.id) });
  return model;
}

/** The metric with the given name or, without one, the first metric of the model. */
function metricOf(model: ModelInfo, name: string | undefined): SweepMetric | undefined {
  return name === undefined ? sweepMetrics(model)[0] : sweepMetric(name, model);
}

async function runsOf(api: ApiClient, { id }: Sweep): Promise<Run[]> {
  return (await allRuns(api)).filter(({ group }) => group?.id === id).reverse();
}

function report(
  { output }: CommandContext,
  one: Sweep,
  runs: readonly Run[],
  metric: SweepMetric | undefined,
) {
  const settings = sweepSettings(one, runs, metric);
  const fields = one.plan.axes.map(({ field }) => field);
  const rows = settings.map((setting) => [
    ...fields.map((field) => String(setting.values[field] ?? '')),
    settingText(setting),
    countText(Math.max(...setting.runs.map(({ step }) => step))),
    setting.runs.map(({ id }) => String(id)).join(', '),
  ]);
  for (const { values, n, mean, standardDeviation, runs: own } of settings)
    output.event('setting', { values, n, mean, standardDeviation, runs: own.map(({ id }) => id) });
  const { heads } = t.commandLine;
  output.line(table([...fields, metric?.id ?? heads.metric, heads.steps, heads.runs], rows));
}
