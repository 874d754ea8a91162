import { t } from '../../../contract/texts';
import { resolve } from 'node:path';
import { moveDataFolder } from '../../../core/move-data-folder';
import type { CommandContext } from '../context';

/** Moves the data folder, and leaves a link in its place. */
export async function moveData(
  { dataDir, output, interrupt }: CommandContext,
  folder: string,
): Promise<void> {
  const start = performance.now();
  await moveDataFolder(dataDir, folder, {
    signal: interrupt.signal,
    onProgress: (done, total) => {
      const remainingMs = ((performance.now() - start) / done) * (total - done);
      output.progress({ label: 'copied', done, total, unit: null, remainingMs });
    },
  });
  output.endProgress();
  output.event('moved', { from: dataDir, to: resolve(folder) });
  output.line(t.commandLine.moved(resolve(folder), dataDir));
}
