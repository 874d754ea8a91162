import { createReadStream, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { app, dialog, session, type BrowserWindow } from 'electron';
import { replaceFile } from '../common/replace-file';

/**
 * Asks for the target of a download (`<a download>`) while the file is already being fetched. Electron's own dialog,
 * and the synchronous one, would block the main process and with it the messages of all runs.
 */
export function askWhereToSave(window: () => BrowserWindow | undefined): void {
  session.defaultSession.on('will-download', (_event, item) => {
    const folder = mkdtempSync(join(tmpdir(), 'latent-workbench-'));
    const fetched = join(folder, 'download');
    item.setSavePath(fetched);
    const name = item.getFilename();
    const done = new Promise<string>((resolve) => {
      item.once('done', (_done, state) => {
        resolve(state);
      });
    });
    const save = async (): Promise<void> => {
      const owner = window();
      const extension = extname(name).slice(1);
      const options = {
        defaultPath: join(app.getPath('downloads'), name),
        ...(extension === ''
          ? {}
          : { filters: [{ name: extension.toUpperCase(), extensions: [extension] }] }),
      };
      const { canceled, filePath } = await (owner === undefined
        ? dialog.showSaveDialog(options)
        : dialog.showSaveDialog(owner, options));
      if (canceled || filePath === undefined || filePath === '') {
        item.cancel();
        return;
      }
      const state = await done;
      if (state !== 'completed') throw new Error(`fetching it ended as ${state}`);
      await replaceFile(filePath, createReadStream(fetched));
    };
    save()
      .catch((error: unknown) => {
        const why = error instanceof Error ? error.message : String(error);
        dialog.showErrorBox(`${name} was not saved`, `${why}\n\nChoose another folder and try again.`);
      })
      .finally(() => {
        void rm(folder, { recursive: true, force: true });
      })
      // `showErrorBox` does not reject, so no error is left to report.
      .catch(() => undefined);
  });
}
