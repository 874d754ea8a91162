import { t } from '../../contract/texts';
import type { ApiClient } from '../../contract/api';
import type { Dataset } from '../../contract/dataset';
import type { Download } from '../../contract/download';
import { refusal, WorkbenchError } from '../../contract/error';
import type { WorkbenchEvent } from '../../contract/events';
import { stepsText } from '../../presentation/comparison';
import { evaluationText, valuesText } from '../../contract/evaluation';
import type { ModelInfo } from '../../contract/model';
import { quantitiesOf } from '../../presentation/quantity';
import { ELAPSED_METRIC, type Run } from '../../contract/run';
import type { CommandContext } from './context';
import { monotonic, type Output } from './output';
import { countText, durationText, fourDigits, sizeText } from '../../contract/numbers';

const GOING: readonly Run['state'][] = ['queued', 'running', 'paused'];

/**
 * Reports a run until it ends. Ctrl-C stops it with a final checkpoint; on another machine, it trains on.
 * @returns the ended run
 * @throws WorkbenchError if it did not complete
 */
export async function follow(api: ApiClient, runId: number, context: CommandContext): Promise<Run> {
  const { output, interrupt } = context;
  const closed = new AbortController();
  const stop = (): void => {
    if (run.place !== undefined) {
      closed.abort(refusal('run.left-training', { name: run.name, pool: run.place.pool }));
      return;
    }
    output.line(t.commandLine.stopping);
    api.runs.stop({ id: runId }).catch((error: unknown) => {
      closed.abort(error);
    });
  };
  const events = await api.system.events(undefined, { signal: closed.signal });
  let run = await api.runs.get({ id: runId });
  interrupt.signal.addEventListener('abort', stop);
  if (interrupt.signal.aborted) stop();
  try {
    const reporter = runReporter(output);
    reporter.run(run);
    while (GOING.includes(run.state)) {
      const next = await events.next();
      if (next.done === true) break;
      if (next.value.type === 'run' && next.value.run.id === runId) run = next.value.run;
      reporter.event(next.value, runId);
    }
    output.endProgress();
    const { model } = run.config;
    return concluded(
      run,
      (await api.models.list()).find(({ id }) => id === model),
      output,
    );
  } finally {
    interrupt.signal.removeEventListener('abort', stop);
    await events.return?.();
  }
}

/**
 * Prints the evaluations of whole splits or, if there are none, the means of the training metrics over the newest
 * steps.
 */
function reportFinal(run: Run, model: ModelInfo | undefined, output: Output): void {
  const { id, step, evaluations, window } = run;
  output.event('final', { run: id, step, metrics: Object.fromEntries(metrics(run)), evaluations, window });
  if (model === undefined || step === 0) return;
  const quantities = quantitiesOf(model, run.config.hyperparameters);
  for (const evaluation of evaluations) output.line(evaluationText(evaluation, quantities));
  if (evaluations.length > 0 || window === null) return;
  const values = quantities.flatMap(({ name, label, unit }) => {
    const value = window.metrics[name]?.mean;
    return value === undefined ? [] : [{ label, unit, value }];
  });
  output.line(`${valuesText(values)} (training, mean over ${stepsText(window)}).`);
}

function concluded(run: Run, model: ModelInfo | undefined, output: Output): Run {
  const speed = run.elapsedMs > 0 ? `, ${countText((1000 * run.step) / run.elapsedMs)} steps a second` : '';
  const summary = `${countText(run.step)} steps in ${durationText(run.elapsedMs)}${speed}`;
  if (run.state === 'completed') {
    output.line(`${run.name} (run ${String(run.id)}) is complete: ${summary}.`);
    reportFinal(run, model, output);
    return run;
  }
  reportFinal(run, model, output);
  if (run.state === 'stopped' || run.problem === null) {
    const { id, name, state, step, checkpointStep } = run;
    throw refusal('run.stopped', { id, name, state, step, checkpointStep });
  }
  throw new WorkbenchError(run.problem);
}

/** Reports each change between two states of a run once. */
function runReporter(output: Output) {
  let last: Run | null = null;
  const reportDataset = datasetReporter(output);

  function reportRun(run: Run): void {
    const { id, step, totalSteps } = run;
    if (run.state !== last?.state) output.event('state', { run: id, name: run.name, state: run.state, step });
    if (run.engine !== null && last?.engine == null) {
      const { mode, backend, device } = run.engine;
      output.event('engine', { run: id, ...run.engine });
      output.line(`${run.name} (run ${String(id)}) trains on ${device} (${backend}, ${mode}).`);
    }
    if (run.state === 'running' && totalSteps !== null && step !== last?.step) {
      const { stepsPerSecond } = run;
      const remainingMs =
        stepsPerSecond === null || stepsPerSecond <= 0 ? null : (1000 * (totalSteps - step)) / stepsPerSecond;
      const label = run.name;
      output.progress({
        label,
        done: step,
        total: totalSteps,
        unit: 'steps',
        remainingMs,
        detail: metricsLine(run),
      });
      output.event('progress', {
        run: id,
        step,
        totalSteps,
        elapsedMs: run.elapsedMs,
        stepsPerSecond,
        remainingMs,
      });
      for (const [name, number] of metrics(run))
        output.event('metric', { run: id, step, name, value: number });
    }
    if (run.checkpointStep !== null && run.checkpointStep !== last?.checkpointStep) {
      output.event('checkpoint', { run: id, step: run.checkpointStep });
    }
    last = run;
  }

  return {
    run: reportRun,
    event(event: WorkbenchEvent, runId: number): void {
      switch (event.type) {
        case 'run':
          if (event.run.id === runId) reportRun(event.run);
          break;
        case 'figure':
          if (event.figure.runId !== runId) break;
          output.event('figure', {
            run: runId,
            step: event.figure.step,
            kind: event.figure.kind,
            figure: event.figure.id,
          });
          break;
        case 'log':
          if (event.runId !== runId) break;
          output.event('log', { run: runId, level: event.entry.level, text: event.entry.text });
          if (event.entry.level !== 'info') output.line(event.entry.text);
          break;
        case 'dataset':
          reportDataset(event.dataset);
          break;
        default:
      }
    },
  };
}

/** Reports the progress of generating a dataset. */
function datasetReporter(output: Output) {
  const report = fractionReporter(output);
  return ({ id, name, state, progress }: Dataset): void => {
    if (state === 'preparing') report(t.commandLine.generating(name), progress ?? 0, { dataset: id });
  };
}

/** Reports the progress and the estimated remaining time of consecutive tasks. */
function fractionReporter(output: Output, now = monotonic) {
  let first: { label: string; at: number; fraction: number } | null = null;
  return (label: string, fraction: number, subject: object, detail?: string): void => {
    if (first?.label !== label) first = { label, at: now(), fraction };
    const made = fraction - first.fraction;
    const remainingMs = made > 0 ? ((now() - first.at) * (1 - fraction)) / made : null;
    const progress = { label, done: Math.round(100 * fraction), total: 100, unit: null, remainingMs };
    output.progress(detail === undefined ? progress : { ...progress, detail });
    output.event('progress', { ...subject, fraction, remainingMs });
  };
}

/** Reports datasets that are generated or imported, until `work` ends. */
export function followDatasets<T>(api: ApiClient, output: Output, work: () => Promise<T>): Promise<T> {
  const reportDataset = datasetReporter(output);
  const reportImport = fractionReporter(output);
  return whileWorking(api, output, work, (event) => {
    if (event.type === 'dataset') reportDataset(event.dataset);
    if (event.type === 'import-progress') reportImport('Importing', event.fraction, {});
  });
}

/** Reports the progress of evaluating a run, until it ends. */
export function followQuality<T>(
  api: ApiClient,
  output: Output,
  { id, name }: Pick<Run, 'id' | 'name'>,
  work: () => Promise<T>,
): Promise<T> {
  const report = fractionReporter(output);
  return whileWorking(api, output, work, (event) => {
    if (event.type === 'quality-progress' && event.runId === id)
      report(t.commandLine.evaluating(name), event.fraction, { run: id });
  });
}

/** Reports the progress of a download and of its import, until `work` ends. */
export function followDownload<T>(
  api: ApiClient,
  output: Output,
  { id, name }: Pick<Download, 'id' | 'name'>,
  work: () => Promise<T>,
): Promise<T> {
  const report = fractionReporter(output);
  return whileWorking(api, output, work, (event) => {
    if (event.type !== 'download' || event.download.id !== id) return;
    const { state, host, receivedBytes, totalBytes, fraction } = event.download;
    if (state === 'downloading' && host !== null) {
      const detail = `${sizeText(receivedBytes)} of ${sizeText(totalBytes)}, from ${host}`;
      report(
        t.commandLine.fetching(name),
        receivedBytes / totalBytes,
        { dataset: id, receivedBytes, totalBytes, host },
        detail,
      );
    }
    if (state === 'importing') report(t.commandLine.importing(name), fraction ?? 0, { dataset: id });
  });
}

/** Passes events to `onEvent` until `work` ends. */
async function whileWorking<T>(
  api: ApiClient,
  output: Output,
  work: () => Promise<T>,
  onEvent: (event: WorkbenchEvent) => void,
): Promise<T> {
  const closed = new AbortController();
  const events = await api.system.events(undefined, { signal: closed.signal });
  const forwarding = (async () => {
    for await (const event of events) onEvent(event);
  })().catch(() => undefined);
  try {
    return await work();
  } finally {
    closed.abort();
    await forwarding;
    output.endProgress();
  }
}

function metrics(run: Run): [string, number][] {
  return Object.entries(run.latest).filter(([name]) => name !== ELAPSED_METRIC);
}

function metricsLine(run: Run): string {
  return metrics(run)
    .map(([name, number]) => `${name} ${fourDigits(number)}`)
    .join('  ');
}
