import type { ApiClient } from '../../contract/api';
import type { Quality, QualityMetricInfo } from '../../contract/quality';
import type { Run } from '../../contract/run';
import { t } from '../../contract/texts';
import { newestQuality, qualityFacts, qualityRows } from '../../presentation/quality';
import type { CommandContext } from './context';
import { followQuality } from './follow';
import type { Output } from './output';
import { table } from './text';

/** Waits for the evaluations that the settings request for an ended run, and prints the newest. Ctrl-C ends them. */
export async function awaitEvaluation(api: ApiClient, run: Run, context: CommandContext): Promise<void> {
  const { output, interrupt } = context;
  const { id } = run;
  const settled = () => api.qualities.settled({ id }, { signal: interrupt.signal });
  await followQuality(api, output, run, settled);
  const newest = newestQuality(await api.qualities.list({ id }));
  if (newest?.step === run.step) await reportQuality(api, run, newest, output, ['default', 'likelihood']);
}

/** @param panels panels whose metrics are printed */
export async function reportQuality(
  api: ApiClient,
  { config }: Pick<Run, 'config'>,
  quality: Quality,
  output: Output,
  panels: readonly QualityMetricInfo['panel'][] = ['default', 'likelihood', 'more'],
): Promise<void> {
  output.event('quality', { ...quality });
  const metrics = (await api.qualities.metrics()).filter(({ panel }) => panels.includes(panel));
  const rows = qualityRows(metrics, quality).map(({ texts }) => texts);
  const { metric, value, interval, floor } = t.commandLine.heads;
  output.line(table([metric, value, interval, floor], rows));
  output.line(qualityFacts(quality, config));
}
