import { afterEach, expect, it, vi } from 'vitest';
import { configOf, jobFixture, ofType, trained } from '../testing/job-fixture';
import { decodeSession } from './decode-session';
import { draw } from './draw';
import { prepareInference } from './prepare';
import type { JobMessage } from './protocol';

const data = jobFixture();
const stripes = data.stripes();
const gan = { model: 'gan-mlp', hyperparameters: { batchSize: 32 } };
const request = { label: null, count: 4, seed: 2 };

function session() {
  const posted: JobMessage[] = [];
  const ask = decodeSession((message) => posted.push(message));
  const answers = (count: number) =>
    vi.waitFor(
      () => {
        if (posted.length < count) throw new Error(`There are ${String(posted.length)} answers.`);
        return posted;
      },
      { timeout: 60_000 },
    );
  return { ask, answers };
}
afterEach(() => {
  vi.restoreAllMocks();
});

it('draws with the loaded weights, one request after another', { timeout: 120_000 }, async () => {
  const checkpoint = ofType(await trained(stripes, gan), 'checkpoint').at(-1)!.bytes;
  const task = { config: configOf(gan), dataset: stripes, checkpoint };
  const { ask, answers } = session();
  ask({ type: 'load', task });
  ask({ type: 'draw', request });
  ask({ type: 'draw', request: { ...request, seed: 3 } });
  const prepared = await prepareInference(task);
  expect(await answers(2)).toEqual([draw(prepared, request), draw(prepared, { ...request, seed: 3 })]);
});

it('answers with the reason why a model cannot be loaded, and draws after one was loaded', async () => {
  const printed = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const { ask, answers } = session();
  ask({ type: 'load', task: { config: configOf(gan), dataset: stripes, checkpoint: Uint8Array.of(1) } });
  ask({ type: 'draw', request });
  expect(await answers(1)).toMatchObject([{ type: 'failed', problem: { code: 'checkpoint.damaged' } }]);
  expect(printed).not.toHaveBeenCalled();
  ask({ type: 'load', task: { config: configOf(gan), dataset: stripes, checkpoint: null } });
  ask({ type: 'draw', request });
  expect((await answers(2))[1]).toMatchObject({ type: 'drawn', step: 0 });
});

it('refuses what the model cannot do, and answers the next request with what it has', async () => {
  const { ask, answers } = session();
  ask({ type: 'load', task: { config: configOf(gan), dataset: stripes, checkpoint: null } });
  ask({ type: 'draw', request: { ...request, label: 1 } });
  ask({ type: 'draw', request });
  expect(await answers(2)).toMatchObject([
    { type: 'refused', problem: { code: 'run.no-chosen-class' } },
    { type: 'drawn', step: 0 },
  ]);
});

it('prints the stack of a defect, and continues', async () => {
  const printed = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const { ask, answers } = session();
  ask({ type: 'draw', request });
  ask({ type: 'draw', request });
  expect(await answers(2)).toMatchObject([
    { type: 'failed', problem: { code: 'internal' } },
    { type: 'failed', problem: { code: 'internal' } },
  ]);
  expect(printed.mock.calls.join('')).toMatch(/^Error: .*\n +at /m);
});
