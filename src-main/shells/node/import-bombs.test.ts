/** The main process stays responsive while a real job process inspects files that are designed to be expensive. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundle } from '../../../bench/bundle.mjs';
import { BOMBS } from '../../../bench/fuzz/bombs';
import { ImportOptionsSchema } from '../../contract/dataset';
import { problemOf } from '../../contract/error';
import { openWorkbench, type Workbench } from '../../core/workbench';
import { longestTurn, MAX_TURN_MS } from '../../testing/longest-turn';
import { childProcessHost } from './child-process-host';

const OPTIONS = ImportOptionsSchema.parse({});
/** Many times the slowest inspection measured; on a slower machine, the inspection is cancelled at this limit. */
const ENOUGH_MS = 30_000;

const home = mkdtempSync(join(tmpdir(), 'latent-workbench-bombs-'));
let job: string;
let workbench: Workbench;

beforeAll(async () => {
  job = await bundle('src-main/jobs/entry.ts', `bombs-${String(process.pid)}`);
  workbench = await openWorkbench({
    dataDir: join(home, 'data'),
    jobHost: childProcessHost(job),
    version: '0.0.0',
    electron: null,
  });
}, 120_000);
afterAll(async () => {
  await workbench.close();
  rmSync(home, { recursive: true });
  rmSync(dirname(job), { recursive: true });
});

describe('the main process is never blocked for long by', { timeout: 120_000 }, () => {
  it.each(BOMBS.map((bomb) => [bomb.name, bomb] as const))('%s', async (_name, bomb) => {
    const folder = join(home, 'bomb');
    mkdirSync(folder);
    const paths = bomb.write(folder);
    const uploadIds = paths.map((path) => workbench.files.useInPlace(path));
    const { result, longestMs } = await longestTurn(() =>
      workbench.datasets.inspect(uploadIds, OPTIONS, AbortSignal.timeout(ENOUGH_MS)).catch(problemOf),
    );
    rmSync(folder, { recursive: true });
    expect(result).not.toMatchObject({ code: 'internal' });
    expect(longestMs).toBeLessThan(MAX_TURN_MS);
  });
});
