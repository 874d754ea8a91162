import type { AutomaticEvaluation } from '../../../contract/automatic-evaluation';
import type { Settings } from '../../../contract/settings';
import { t } from '../../../contract/texts';
import type { CommandContext } from '../context';
import { withReader, withWorkbench } from '../session';
import { table } from '../text';

export interface SettingsOptions {
  evaluation?: AutomaticEvaluation;
  runsPerDevice?: number;
}

/** Shows or changes the settings of the data folder. */
export async function settings(context: CommandContext, options: SettingsOptions): Promise<void> {
  const isRead = Object.keys(options).length === 0;
  const now = isRead
    ? await withReader(context, ({ api }) => api.settings.get())
    : await withWorkbench(context, ({ api }) => api.settings.set(options));
  context.output.document(now, table([t.commandLine.heads.setting, t.commandLine.heads.value], rowsOf(now)));
}

function rowsOf({ evaluation, runsPerDevice, retention }: Settings): string[][] {
  return [
    ['evaluation', evaluation],
    ['runs-per-device', String(runsPerDevice)],
    ['milestones', String(retention.milestones)],
  ];
}
