import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { problemOf } from '../../src-main/contract/error';
import type { Workbench } from '../../src-main/core/workbench';
import { encodeSafetensors } from '../../src-main/engine/safetensors';
import { encodeSheet } from '../../src-main/images/sheet';
import { exported } from '../../src-main/testing/exported';
import { NEW_RUN, workbenchFixture } from '../../src-main/testing/workbench-fixture';
import { archiveLike } from './archive';
import { mutate, sound } from './fields';
import { importMutants, readAll } from './imports';

const MUTANTS = 400;
const SEED = 17;
const fixture = workbenchFixture();
const SHEET = encodeSheet({
  tiles: Uint8Array.of(0, 0, 0, 0, 9, 9, 9, 9),
  count: 2,
  width: 2,
  height: 2,
  channels: 1,
  columns: 2,
});

/** An archive with a run that has metrics, a figure, a checkpoint, tags and notes. */
async function archived(workbench: Workbench): Promise<Uint8Array> {
  const { run, trainer } = await fixture.started(workbench, { ...NEW_RUN, name: 'first' });
  trainer.ready();
  trainer.metrics(1, 20, (step) => 1 / step);
  const sheet = { columns: 2, rows: 1, tileWidth: 2, tileHeight: 2 };
  trainer.send({ type: 'figure', step: 20, kind: 'samples', mediaType: 'image/png', sheet, bytes: SHEET });
  const tensors = new Map([['w', { shape: [2], values: Float32Array.of(1, 2) }]]);
  trainer.send({ type: 'checkpoint-part', bytes: encodeSafetensors({ tensors, metadata: {} }) });
  trainer.send({ type: 'checkpoint', step: 20, elapsedMs: 40 });
  trainer.finish('stopped');
  workbench.annotations.annotate([run.id], { addTags: ['kept'] });
  workbench.annotations.setNotes(run.id, 'Why?');
  return exported(workbench, { format: 'archive', runs: [run.id] });
}

/** Imports an archive. @returns the refusal; null if it was accepted */
async function refusalOf(workbench: Workbench, bytes: Uint8Array) {
  const path = join(fixture.dataDir, 'hostile.lwrun');
  writeFileSync(path, bytes);
  const work = workbench.archives.import(workbench.files.useInPlace(path));
  return work.then(() => null, problemOf);
}

it('archives with changed fields are accepted, or refused by a sentence and without a trace', async () => {
  const workbench = await fixture.open();
  const build = archiveLike(await archived(workbench));
  for (let number = 0; number < 4; number++)
    expect(await refusalOf(workbench, sound([SEED, number], build))).toBeNull();
  const mutant = (number: number) => mutate([SEED, number], build);
  const importing = (bytes: Uint8Array) => refusalOf(workbench, bytes);
  const { faults, refused } = await importMutants(workbench, fixture.dataDir, MUTANTS, mutant, importing);
  expect(faults).toEqual([]);
  // What was accepted can be read, and exported again.
  const ids = readAll(workbench, fixture.dataDir);
  expect((await exported(workbench, { format: 'archive', runs: ids.slice(0, 20) })).length).toBeGreaterThan(
    0,
  );
  expect(refused).toBeGreaterThan(MUTANTS / 4);
}, 240_000);
