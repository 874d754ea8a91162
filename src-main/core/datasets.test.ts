import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { wholeBytes } from './whole-bytes';
import { freeDatasetId } from './dataset-folder';
import { workbenchFixture } from '../testing/workbench-fixture';

const fixture = workbenchFixture();

describe('generated datasets', () => {
  it('are generated once for several callers, and still exist after a restart', async () => {
    const workbench = await fixture.open();
    expect(workbench.datasets.get('synthetic-digits')).toMatchObject({ state: 'absent', fingerprint: null });
    const [one, two] = await Promise.all([
      workbench.datasets.ready('synthetic-digits'),
      workbench.datasets.ready('synthetic-digits'),
    ]);
    expect(one).toEqual(two);
    expect(one.fingerprint).toMatch(/^[0-9a-f]{64}$/);
    expect(fixture.fake.trainers).toHaveLength(1);
    const states = fixture.events.flatMap((event) => (event.type === 'dataset' ? [event.dataset.state] : []));
    expect(states[0]).toBe('preparing');
    expect(states[states.length - 1]).toBe('ready');
    const made = workbench.datasets.get('synthetic-digits');
    expect(made).toMatchObject({ state: 'ready', progress: null, sizeBytes: 2 * (16 + 16 + 8 + 4) });
    await workbench.close();
    expect((await fixture.open()).datasets.get('synthetic-digits')).toEqual(made);
  });

  it('are absent if their files are missing', async () => {
    const workbench = await fixture.open();
    await workbench.datasets.ready('synthetic-digits');
    rmSync(join(fixture.dataDir, 'datasets'), { recursive: true });
    expect(workbench.datasets.get('synthetic-digits').state).toBe('absent');
    await workbench.datasets.ready('synthetic-digits');
    expect(workbench.datasets.get('synthetic-digits').state).toBe('ready');
  });

  it('fail with a problem when their process dies, and may be tried again', async () => {
    const workbench = await fixture.open();
    fixture.fake.settings.generates = false;
    const generated = workbench.datasets.ready('synthetic-digits');
    fixture.fake.trainers[0]?.exit();
    await expect(generated).rejects.toMatchObject({ problem: { code: 'dataset.interrupted' } });
    expect(workbench.datasets.get('synthetic-digits').state).toBe('failed');
    fixture.fake.settings.generates = true;
    await workbench.datasets.ready('synthetic-digits');
    expect(workbench.datasets.get('synthetic-digits')).toMatchObject({ state: 'ready', problem: null });
  });

  it('are no longer generated when they are removed, or the workbench is closed', async () => {
    const workbench = await fixture.open();
    fixture.fake.settings.generates = false;
    const generated = workbench.datasets.ready('synthetic-digits').catch((error: unknown) => error);
    const removing = workbench.datasets.remove('synthetic-digits');
    expect(fixture.fake.trainers[0]?.posted.map(({ type }) => type)).toEqual(['generate', 'stop']);
    await removing;
    expect(await generated).toMatchObject({ problem: { code: 'dataset.cancelled' } });
    expect(workbench.datasets.get('synthetic-digits')).toMatchObject({ state: 'absent', problem: null });

    const again = workbench.datasets.ready('synthetic-digits').catch((error: unknown) => error);
    await workbench.close();
    expect(await again).toMatchObject({ problem: { code: 'dataset.cancelled' } });
  });

  it('show their images with their labels', async () => {
    const workbench = await fixture.open();
    expect(() => workbench.datasets.preview('synthetic-digits', 0, 4)).toThrow('has not been made yet');
    await workbench.datasets.ready('synthetic-digits');
    const preview = workbench.datasets.preview('synthetic-digits', 1, 1000);
    expect(preview).toMatchObject({
      kind: 'images',
      columns: 2,
      rows: 2,
      tileWidth: 2,
      tileHeight: 2,
      labels: ['1', '2', '3'],
    });
    const sheet = await workbench.files.get(preview.path);
    expect(sheet?.mediaType).toBe('image/png');
    expect([...(await wholeBytes(sheet)).subarray(1, 4)]).toEqual([...Buffer.from('PNG')]);
    expect(
      await workbench.files.get('/files/datasets/synthetic-digits/preview?offset=99&count=4'),
    ).toBeNull();
    expect(
      await workbench.files.get('/files/datasets/synthetic-digits/preview?offset=-1&count=4'),
    ).toBeNull();
  });
});

it('makes ids from names', () => {
  const none = () => false;
  expect(freeDatasetId('Fashion-MNIST', none)).toBe('fashion-mnist');
  expect(freeDatasetId('한글 손글씨', none)).toBe('hangeul-songeulssi');
  expect(freeDatasetId('Ångström', none)).toBe('angstrom');
  expect(freeDatasetId('  ../..  ', none)).toBe('dataset');
  expect(freeDatasetId('x', (id) => ['x', 'x-2'].includes(id))).toBe('x-3');
  expect(freeDatasetId('y'.repeat(99), none)).toMatch(/^[a-z0-9][a-z0-9-]{0,63}$/);
});
