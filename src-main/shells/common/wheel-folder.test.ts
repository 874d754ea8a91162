import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { TENSORFLOW_WHEELS } from '../../core/tensorflow-wheel';
import { wheelFolder } from './wheel-folder';

const wheel = TENSORFLOW_WHEELS['linux-x64']!;
const reportOf = (url: string) => JSON.stringify({ install: [{ download_info: { url } }] });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latent-workbench-pip-'));
  vi.stubEnv('PATH', folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

/** Puts a program in the place of Python. */
function python(script: string): void {
  const path = join(folder, 'python3');
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
}
const asked = (signal = new AbortController().signal) => wheelFolder(wheel, signal);

it('is the folder of the file that pip would download', async () => {
  const report = reportOf(`https://index.example/packages/6f/${wheel.file.name}#sha256=${wheel.file.sha256}`);
  python(`[ "$2" = pip ] && echo '${report}'`);
  expect(await asked()).toBe('https://index.example/packages/6f/');
});

it.each([
  ['no Python', null, 'no-pip'],
  ['a Python without pip', 'echo "/usr/bin/python3: No module named pip" >&2; exit 1', 'no-pip'],
  ['a pip that makes no reports', 'echo "no such option: --report" >&2; exit 2', 'no-pip'],
  ['no network', 'echo "ERROR: No matching distribution found" >&2; exit 1', 'offline'],
  ['another file', `echo '${reportOf('https://index.example/other.whl')}'`, 'offline'],
  ['no report', 'echo hello', 'offline'],
])('is refused with a reason after %s', async (_what, script, kind) => {
  if (script !== null) python(script);
  await expect(asked()).rejects.toMatchObject({ problem: { code: 'engine.not-fetched', params: { kind } } });
});

it('stops asking when it is cancelled', async () => {
  const cancel = new AbortController();
  python('while :; do :; done');
  const answer = asked(cancel.signal);
  cancel.abort();
  await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
});
