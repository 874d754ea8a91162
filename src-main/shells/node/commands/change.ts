import { t } from '../../../contract/texts';
import { declaredText } from '../../../contract/texts/declared';
import { changedValues, type ChangedValue, type ChangedValues } from '../../../contract/run-changes';
import { allRuns } from '../../../contract/run-list';
import { withOpenWorkbench } from '../../common/local-socket';
import type { CommandContext, CommandResult } from '../context';
import { findRun, modelOf } from '../find-run';
import { assignment } from './new-run';

/** Changes hyperparameters of a run that the workbench which has the data folder open trains. */
export async function change(
  { dataDir, output }: CommandContext,
  text: string,
  values: readonly string[],
): Promise<CommandResult> {
  return withOpenWorkbench(dataDir, async (api) => {
    const run = findRun(await allRuns(api), text);
    const model = await modelOf(api, run);
    // The core rejects what is not a number.
    const wanted = Object.fromEntries(values.map((value) => assignment(model, value))) as ChangedValues;
    const { config, name, id } = await api.runs.change({ id: run.id, hyperparameters: wanted });
    const newest = new Map<string, ChangedValue>();
    for (const value of changedValues(config)) newest.set(value.name, value);
    for (const key of Object.keys(wanted)) {
      const changed = newest.get(key);
      const label = declaredText(model.fields[key]?.label ?? key);
      // A run that has just started, or whose steps take seconds, has not answered in time.
      if (changed === undefined || changed.to !== wanted[key]) {
        output.line(t.commandLine.willChange(name, label));
        continue;
      }
      output.line(t.commandLine.changed({ run: name, label, value: changed.to, step: changed.step }));
      output.event('changed', { run: id, name: key, from: changed.from, to: changed.to, step: changed.step });
    }
    return { runs: [id], files: [] };
  });
}
