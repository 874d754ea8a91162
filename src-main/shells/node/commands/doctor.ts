import type { CommandContext } from '../context';
import { withReader } from '../session';

export async function doctor(context: CommandContext): Promise<void> {
  await withReader(context, async ({ api }) => {
    const info = await api.system.info();
    const { engine, electron, node, sqlite } = info;
    const line = (name: string, part: { ok: boolean; why: string }, version: string | null): string =>
      `${part.ok ? 'ok ' : 'NO '} ${name.padEnd(9)} ${version ?? 'none'}: ${part.why}`;
    const text = [
      `Latent Workbench ${info.version}, data in ${info.dataDir}`,
      line(
        'engine',
        engine,
        [engine.backend, engine.tensorflow, engine.device].filter(Boolean).join(' ') || null,
      ),
      line('electron', electron, electron.version),
      line('node', node, node.version),
      line('sqlite', sqlite, sqlite.version),
    ].join('\n');
    context.output.document(info, text);
  });
}
