import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import type { HostMessage, JobMessage } from '../../jobs/protocol';
import { processLost } from '../../core/interruption';
import type { ProcessEnd } from '../../core/job-host';
import { childProcessHost } from './child-process-host';

const STOP: HostMessage = { type: 'stop' };
const folder = mkdtempSync(join(tmpdir(), 'trainer-'));
const entry = join(folder, 'job.js');

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Runs `source` as a trainer, posts `first` and returns its exit and all messages before it. */
async function lifeOf(source: string, first: HostMessage): Promise<{ end: ProcessEnd; messages: unknown[] }> {
  writeFileSync(entry, source);
  const messages: JobMessage[] = [];
  const trainer = childProcessHost(entry).spawn();
  trainer.onMessage((message) => messages.push(message));
  const end = await new Promise<ProcessEnd>((resolve) => {
    trainer.onExit(resolve);
    trainer.post(first);
  });
  trainer.post(first);
  return { end, messages };
}
const conversation = async (source: string, first: HostMessage) => (await lifeOf(source, first)).messages;

describe('child process host', () => {
  it('transfers typed arrays in both directions', async () => {
    const echoed = await conversation(
      `process.on('message', (m) => { process.send(m.bytes); process.disconnect(); });`,
      { type: 'checkpoint-part', bytes: new Uint8Array([1, 2, 255]) },
    );
    expect(echoed).toHaveLength(1);
    expect(echoed[0]).toBeInstanceOf(Uint8Array);
    expect([...(echoed[0] as Uint8Array)]).toEqual([1, 2, 255]);
  });

  it('delivers every message before the exit, even a sudden one', async () => {
    const messages = await conversation(
      `process.on('message', () => {
        for (let i = 0; i < 40; i++) process.send({ i, bytes: new Uint8Array(100_000) });
        process.send('last', () => process.exit(3));
      });`,
      STOP,
    );
    expect(messages).toHaveLength(41);
    expect(messages[40]).toBe('last');
  });

  it('reports how a trainer ended, with its last output', async () => {
    // Enough output to be still in the pipe when the process has ended.
    const talk = (n: number) =>
      `for (let i = 0; i < ${String(n)}; i++) process.stderr.write('line ' + i + '\\n');`;
    const aborted = await lifeOf(
      `${talk(500)} process.stderr.write('std::bad_alloc\\n', () => process.abort());`,
      STOP,
    );
    expect(aborted.end.signal).toBe('SIGABRT');
    expect(aborted.end.lastWords).toMatch(/^line 4\d\d\n[\s\S]*line 499\nstd::bad_alloc/);
    const killed = await lifeOf(`process.kill(process.pid, 'SIGKILL');`, STOP);
    expect(killed.end).toEqual({ signal: 'SIGKILL', lastWords: '' });
    const left = await lifeOf(`process.on('message', () => process.exit(3));`, STOP);
    expect(left.end.signal).toBeNull();
  });

  it('reports that the heap was too small', async () => {
    vi.stubEnv('NODE_OPTIONS', '--max-old-space-size=32');
    const { end } = await lifeOf(
      `const kept = []; for (;;) kept.push(new Array(1_000_000).fill(0.5));`,
      STOP,
    );
    vi.unstubAllEnvs();
    expect(processLost({ step: 1, checkpointStep: null }, end).code).toBe('run.out-of-memory');
  });

  it('reports the exit of a trainer that cannot even be loaded', async () => {
    expect(await conversation(`process.kill(process.pid, 'SIGKILL');`, STOP)).toEqual([]);
  });

  it('kills immediately', async () => {
    writeFileSync(entry, `process.on('message', () => { for (;;); }); process.send('up');`);
    const trainer = childProcessHost(entry).spawn();
    const exit = new Promise<ProcessEnd>((resolve) => {
      trainer.onExit(resolve);
    });
    await new Promise<void>((resolve) => {
      trainer.onMessage(() => {
        resolve();
      });
    });
    trainer.post(STOP);
    trainer.kill();
    await exit;
  });
});
