import { t } from '../../../contract/texts';
import { join, resolve } from 'node:path';
import type { CommandContext, CommandResult } from '../context';
import { awaitEvaluation } from '../evaluation';
import { follow } from '../follow';
import { saveExport, saveNewestSheet } from '../save';
import { withWorkbench, type Session } from '../session';
import { newRun } from './new-run';

export interface DuelOptions {
  gan: string;
  vae: string;
  dataset?: string;
  epochs?: number;
  seed?: number;
  out: string;
}

/** Trains a GAN and a VAE on the same data, one after the other, and writes the files of both into one folder. */
export async function duel(context: CommandContext, options: DuelOptions): Promise<CommandResult> {
  const { gan, vae, out, ...shared } = options;
  return withWorkbench(context, async (session) => {
    const { api } = session;
    const models = await api.models.list();
    // Both runs are checked before the first is trained.
    const wanted = [newRun(models, gan, shared), newRun(models, vae, shared)];
    const runs: number[] = [];
    const files: string[] = [];
    for (const [index, run] of wanted.entries()) {
      const { id, name } = await api.runs.create(run);
      context.output.line(t.commandLine.isRun(name, id));
      await awaitEvaluation(api, await follow(api, id, context), context);
      runs.push(id);
      files.push(...(await results(session, id, join(out, `${index === 0 ? 'gan' : 'vae'}-${run.model}`))));
    }
    const report = { format: 'report-html', runs };
    files.push(await saveExport(session, report, () => join(out, 'report.html')));
    context.output.line(t.commandLine.everythingIn(resolve(out)));
    return { runs, files };
  });
}

async function results(session: Session, runId: number, prefix: string): Promise<string[]> {
  const sheets = [
    await saveNewestSheet(session, runId, 'samples', `${prefix}-samples.png`),
    await saveNewestSheet(session, runId, 'reconstructions', `${prefix}-reconstructions.png`),
  ];
  const request = { format: 'metrics-csv', runs: [runId] };
  const metrics = await saveExport(session, request, () => `${prefix}-metrics.csv`);
  return [...sheets.filter((file) => file !== null), metrics];
}
