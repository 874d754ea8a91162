import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { refusal } from '../../contract/error';
import type { Printer } from '../../core/printer';

/** In this order; the first names are those of Linux. */
const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'brave-browser',
];
const APPLICATIONS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];
const LAST_CHARACTERS = 2000;

/** The path of a Chromium on this machine; null if there is none. @param searchPath as PATH */
export function findChromium(searchPath = process.env['PATH'] ?? ''): string | null {
  const inPath = searchPath.split(delimiter).filter((folder) => folder !== '');
  const all = [...NAMES.flatMap((name) => inPath.map((folder) => join(folder, name))), ...APPLICATIONS];
  return all.find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Prints with a Chromium that is installed, without a window, and with a profile of its own. */
export function chromiumPrinter(browser = findChromium()): Printer | null {
  if (browser === null) return null;
  return {
    async print(page, pdf, signal) {
      const profile = await mkdtemp(join(tmpdir(), 'latent-workbench-print-'));
      try {
        const lastLine = await ended(browser, argumentsFor(page, pdf, profile), signal);
        const written = await stat(pdf).catch(() => null);
        if (written === null || written.size === 0) throw refusal('export.not-printed', { lastLine });
      } finally {
        await rm(profile, { recursive: true, force: true, maxRetries: 3 });
      }
    },
  };
}

function argumentsFor(page: string, pdf: string, profile: string): string[] {
  return [
    '--headless',
    '--disable-gpu',
    '--no-first-run',
    '--disable-extensions',
    `--user-data-dir=${profile}`,
    // Chromium refuses its sandbox to root; the page is our own, and its policy allows nothing from elsewhere.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--no-pdf-header-footer',
    `--print-to-pdf=${pdf}`,
    pathToFileURL(page).href,
  ];
}

/** Resolves with the last line that the browser wrote. */
function ended(browser: string, words: readonly string[], signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(browser, words, { stdio: ['ignore', 'ignore', 'pipe'], signal });
    let text = '';
    child.stderr.setEncoding('utf8').on('data', (part: string) => {
      text = (text + part).slice(-LAST_CHARACTERS);
    });
    child.on('error', reject);
    child.on('close', () => {
      resolve(text.trim().split('\n').pop() ?? '');
    });
  });
}
