import type { CommandContext } from '../context';
import { MODELS } from '../../../models/registry';

/** Needs no workbench: the list is part of the program. */
export function models({ output }: CommandContext): void {
  const text = MODELS.map(({ info }) => {
    const width = Math.max(...Object.keys(info.fields).map((name) => name.length));
    const fields = Object.entries(info.fields).map(
      ([name, field]) => `    --set ${name.padEnd(width)} = ${String(field.default)}  ${field.help}`,
    );
    const budget = `${String(info.defaultBudget.count)} ${info.defaultBudget.unit}`;
    return `${info.id}: ${info.title} (${info.family}), ${budget}\n    ${info.summary}\n${fields.join('\n')}`;
  }).join('\n\n');
  output.document(
    MODELS.map(({ info }) => info),
    text,
  );
}
