import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { HostMessage, TrainerMessage } from '../../trainer/protocol';
import { childProcessHost } from './child-process-host';

const STOP: HostMessage = { type: 'stop' };
const folder = mkdtempSync(join(tmpdir(), 'trainer-'));
const entry = join(folder, 'trainer.js');

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Runs `source` as a trainer, posts `first` and returns all it said until its exit was told. */
async function conversation(source: string, first: HostMessage): Promise<unknown[]> {
  writeFileSync(entry, source);
  const messages: TrainerMessage[] = [];
  const trainer = childProcessHost(entry).spawn();
  trainer.onMessage((message) => messages.push(message));
  await new Promise<void>((resolve) => {
    trainer.onExit(resolve);
    trainer.post(first);
  });
  trainer.post(first);
  return messages;
}

describe('child process host', () => {
  it('carries typed arrays both ways as such', async () => {
    const checkpoint = new Uint8Array([1, 2, 255]);
    const task = { config: {}, dataset: {}, checkpoint };
    const echoed = await conversation(
      `process.on('message', (m) => { process.send(m.task.checkpoint); process.disconnect(); });`,
      { type: 'train', task } as unknown as HostMessage,
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

  it('tells the exit of a trainer that cannot even be loaded', async () => {
    expect(await conversation(`process.kill(process.pid, 'SIGKILL');`, STOP)).toEqual([]);
  });

  it('kills at once', async () => {
    writeFileSync(entry, `process.on('message', () => { for (;;); }); process.send('up');`);
    const trainer = childProcessHost(entry).spawn();
    const exit = new Promise<void>((resolve) => {
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
