import { writeFile } from 'node:fs/promises';
import { BrowserWindow } from 'electron';
import { refusal } from '../../contract/error';
import type { Printer } from '../../core/printer';

/** Printed pages have no session of their own, so that they share nothing with the window. */
const PARTITION = 'print';

/** Prints with the Chromium of the app, in a hidden window without a preload script. */
export const windowPrinter: Printer = {
  async print(page, pdf, signal) {
    const window = new BrowserWindow({
      show: false,
      webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, partition: PARTITION },
    });
    const close = () => {
      window.destroy();
    };
    signal.addEventListener('abort', close, { once: true });
    try {
      await window.loadFile(page);
      const bytes = await window.webContents.printToPDF({ printBackground: true, preferCSSPageSize: true });
      await writeFile(pdf, bytes, { signal });
    } catch (error) {
      throw refusal('export.not-printed', { lastLine: '' }, { cause: error });
    } finally {
      signal.removeEventListener('abort', close);
      close();
    }
  },
};
