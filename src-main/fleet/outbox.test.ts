import { expect, it, vi } from 'vitest';
import type { FleetEvent } from '../core/fleet';
import { createOutbox, FULL_BYTES } from './outbox';

const event = (number: number): FleetEvent => ({
  job: 'job',
  generation: 1,
  number,
  message: { type: 'stored', step: number },
});

function outbox() {
  const published: string[] = [];
  const full: boolean[] = [];
  const publish = vi.fn((_subject: string, _data: unknown, { msgID }: { msgID: string }) => {
    published.push(msgID);
    return Promise.resolve({});
  });
  const box = createOutbox({
    js: { publish } as unknown as Parameters<typeof createOutbox>[0]['js'],
    subject: 'event.folder.job',
    onFull: (isFull) => full.push(isFull),
    stopped: new AbortController().signal,
  });
  return { box, published, full, publish };
}

it('sends events while an object is being stored, and is done when both are', async () => {
  const { box, published } = outbox();
  let finish = (): void => undefined;
  box.store(10, async () => {
    await new Promise<void>((resolve) => (finish = resolve));
    box.send(event(3));
  });
  box.send(event(1));
  box.send(event(2));
  await vi.waitFor(() => {
    expect(published).toEqual(['job.1.1', 'job.1.2']);
  });
  const done = vi.fn();
  void box.sent().then(done);
  await new Promise((resolve) => setImmediate(resolve));
  expect(done).not.toHaveBeenCalled();
  finish();
  await box.sent();
  expect(published).toEqual(['job.1.1', 'job.1.2', 'job.1.3']);
});

it('repeats what the server does not take, in order, and says when it is full', async () => {
  const { box, published, full, publish } = outbox();
  publish.mockRejectedValueOnce(new Error('maximum bytes exceeded'));
  box.store(FULL_BYTES + 1, () => Promise.resolve());
  expect(full).toEqual([true]);
  box.send(event(1));
  box.send(event(2));
  await box.sent();
  expect(published).toEqual(['job.1.1', 'job.1.2']);
  expect(full).toEqual([true, false]);
});
