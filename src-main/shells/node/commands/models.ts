import { t } from '../../../contract/texts';
import { translatedModel } from '../../../presentation/translated';
import { presetHelp, type ModelInfo } from '../../../contract/model';
import { modelById, MODELS } from '../../../models/registry';
import { modelPage } from '../../../reports/model-pages';
import type { CommandContext } from '../context';
import type { Output } from '../output';

/** Does not open the workbench, because the descriptions of models are part of the program. */
export function models({ output }: CommandContext, id: string | undefined): void {
  if (id === undefined) {
    listModels(output);
    return;
  }
  const { info } = modelById(id);
  output.document(info, modelPage(translatedModel(info)));
}

function listModels(output: Output): void {
  const text = MODELS.map((model) => {
    const info = translatedModel(model.info);
    const fields = lines(
      '--set',
      Object.entries(info.fields).map(([name, field]) => [name, `= ${String(field.default)}  ${field.help}`]),
    );
    const presets = lines(
      '--preset',
      info.presets.map((preset) => [preset.id, ` ${presetHelp(preset)}`]),
    );
    const budget = budgetText(info.defaultBudget);
    const head = `${info.id}: ${info.title} (${info.family}), ${budget}`;
    return [head, `    ${info.summary}`, ...fields, ...presets].join('\n');
  }).join('\n\n');
  output.document(
    MODELS.map(({ info }) => info),
    text,
  );
}

/** One line per option, with the accepted values in a column as wide as the widest. */
function lines(option: string, entries: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...entries.map(([name]) => name.length));
  return entries.map(([name, text]) => `    ${option} ${name.padEnd(width)} ${text}`);
}

const budgetText = ({ unit, count }: ModelInfo['defaultBudget']): string =>
  unit === 'steps' ? t.common.stepCount(count) : t.common.epochCount(count);
