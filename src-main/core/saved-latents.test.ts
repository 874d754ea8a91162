import { decode } from 'fast-png';
import { expect, it, vi } from 'vitest';
import type { LatentFacts } from '../contract/latent';
import { decodePointCloud } from '../contract/point-cloud';
import type { NewSavedLatents } from '../contract/saved-latents';
import { openReadOnlyStore } from '../store/open';
import type { FakeTrainer } from '../testing/fake-job-host';
import { workbenchFixture } from '../testing/workbench-fixture';

const fixture = workbenchFixture();
const facts: LatentFacts = {
  step: 7,
  weights: 'trained',
  hasAverage: false,
  latentSize: 2,
  prior: 'normal',
  classes: 10,
  hasEncoder: false,
  item: { kind: 'images', width: 2, height: 1, channels: 1 },
  testCount: 4,
  kl: null,
};
const POINTS = { kind: 'points', view: { x: 0, y: 1, reach: 2 } } as const;

/** Answers the requests of the newest process that has a model, in order. */
async function answering(item: LatentFacts['item'], bytes: Uint8Array): Promise<FakeTrainer> {
  const asked = (type: 'latent-facts' | 'latent') =>
    vi.waitFor(() => {
      const found = [...fixture.fake.trainers].reverse().find(({ kind }) => kind === 'load');
      if (found?.posted.at(-1)?.type !== type) throw new Error('Nobody was asked.');
      return found;
    });
  (await asked('latent-facts')).send({ type: 'latent-facts', facts: { ...facts, item } });
  const session = await asked('latent');
  session.send({ type: 'latent', bytes });
  return session;
}

async function trained() {
  const workbench = await fixture.open();
  const { run, trainer } = await fixture.started(workbench);
  trainer.ready();
  trainer.checkpoint(7);
  const walk: NewSavedLatents = {
    place: { id: run.id, step: 7, weights: 'trained' },
    kind: 'walk',
    name: 'From 3 to 5',
    latents: [
      [0.5, -1],
      [1.25, 3],
    ],
    label: 3,
    to: { label: 5, share: 0.25 },
    path: 'spherical',
  };
  return { workbench, run, trainer, walk };
}

it('saves latents with the items that their checkpoint decodes, and shows chosen ones in the report', async () => {
  const { workbench, run, walk } = await trained();
  const saving = workbench.savedLatents.save(walk);
  const session = await answering(facts.item, Uint8Array.of(1, 2, 3, 4));
  const saved = await saving;
  expect(session.posted.at(-1)).toMatchObject({
    request: { kind: 'decode', label: 3, to: { label: 5, share: 0.25 } },
    values: Float32Array.of(0.5, -1, 1.25, 3),
  });
  const { place: _place, ...rest } = walk;
  expect(saved).toMatchObject({ ...rest, runId: run.id, step: 7, weights: 'trained', inReport: false });
  expect(workbench.savedLatents.list(run.id)).toEqual([saved]);
  const report = () => [...workbench.reports.html([run.id])].join('');
  expect(report()).not.toContain('From 3 to 5');
  workbench.savedLatents.change(saved.id, { inReport: true });
  expect(report()).toMatch(
    /From 3 to 5[\s\S]*A walk of 2 latents along a great circle[\s\S]*decoded at step 7/,
  );
  workbench.savedLatents.change(saved.id, { name: 'Renamed' });
  expect(workbench.savedLatents.list(run.id)).toMatchObject([{ name: 'Renamed', inReport: true }]);
  await workbench.close();

  const store = openReadOnlyStore(fixture.dataDir)!;
  expect(store.savedLatents.list(run.id)).toMatchObject([{ name: 'Renamed', latents: walk.latents }]);
  expect([...decode(store.savedLatents.items(saved.id)!).data]).toEqual([1, 2, 3, 4]);
  store.close();
});

it('records the items of models of points as a point cloud with the class', async () => {
  const { workbench, walk } = await trained();
  const saving = workbench.savedLatents.save(walk);
  await answering(POINTS, new Uint8Array(Float32Array.of(1, 2, -1, 0.5).buffer));
  const { id, sheet } = await saving;
  expect(sheet).toBeNull();
  await workbench.close();
  const store = openReadOnlyStore(fixture.dataDir)!;
  const cloud = decodePointCloud(store.savedLatents.items(id)!)!;
  expect([...cloud.generated]).toEqual([1, 2, 3, -1, 0.5, 3]);
  expect(cloud.view).toEqual(POINTS.view);
  store.close();
});

it.each<[string, number[][]]>([
  ['walk', [[0.5], [-1, 1.25, 3]]],
  ['walk', [[0.5, -1, 1.25, 3]]],
  ['pin', [[0.5, -1, 1.25, 3]]],
])('refuses a %s of latents of another size: %o', async (kind, latents) => {
  const { workbench, run, walk } = await trained();
  const saving = workbench.savedLatents.save({ ...walk, kind: kind === 'pin' ? 'pin' : 'walk', latents });
  const refused = expect(saving).rejects.toMatchObject({ problem: { code: 'latent.size' } });
  // A core that accepts them lets them be decoded.
  void answering(facts.item, Uint8Array.of(1, 2, 3, 4)).catch(() => undefined);
  await refused;
  expect(workbench.savedLatents.list(run.id)).toEqual([]);
});

it('removes latents one by one, and with their run', async () => {
  const { workbench, run, trainer, walk } = await trained();
  for (const name of ['one', 'other']) {
    const saving = workbench.savedLatents.save({ ...walk, name });
    await answering(facts.item, Uint8Array.of(1, 2, 3, 4));
    await saving;
  }
  const [one, other] = workbench.savedLatents.list(run.id);
  workbench.savedLatents.remove(one!.id);
  expect(workbench.savedLatents.list(run.id)).toEqual([other]);
  expect(() => workbench.savedLatents.remove(one!.id)).toThrow(/no saved latents/);
  trainer.finish('completed');
  await vi.waitFor(() => expect(workbench.runs.get(run.id).state).toBe('completed'));
  workbench.runs.remove(run.id);
  expect(() => workbench.savedLatents.list(run.id)).toThrow(/removed/);
  expect(() => workbench.savedLatents.change(other!.id, { inReport: true })).toThrow(/removed/);
  workbench.runs.restore(run.id);
  expect(workbench.savedLatents.list(run.id)).toEqual([other]);
  workbench.runs.remove(run.id);
  await workbench.trash.purge([run.id]);
  expect(() => workbench.savedLatents.remove(other!.id)).toThrow(/no saved latents/);
});
