import { expect, it } from 'vitest';
import { createRouterClient } from '@orpc/server';
import { MAX_NOTES_LENGTH, MAX_TAGS } from '../contract/annotation';
import { countText } from '../contract/numbers';
import { NEW_RUN, workbenchFixture } from '../testing/workbench-fixture';
import { openReadOnly } from './read-only-workbench';
import { router } from './router';

const fixture = workbenchFixture();

async function connect() {
  const workbench = await fixture.open();
  const api = createRouterClient(router, { context: { workbench } });
  const create = async () => (await api.runs.create(NEW_RUN)).id;
  return { workbench, api, ids: [await create(), await create()] };
}

const messageOf = async (call: Promise<unknown>) =>
  call.then(
    () => 'nothing was refused',
    (error: unknown) => (error as Error).message,
  );

it('tags and stars several runs at once, and announces each', async () => {
  const { api, ids } = await connect();
  const tagged = await api.runs.annotate({ ids, addTags: [' not   bad ', '기준', 'Not Bad'], starred: true });
  expect(tagged.map(({ tags, starred }) => ({ tags, starred }))).toEqual(
    ids.map(() => ({ tags: ['not bad', '기준'], starred: true })),
  );
  const [first = 0, second = 0] = ids;
  await api.runs.annotate({ ids: [first], removeTags: ['NOT BAD'] });
  expect(await api.runs.get({ id: first })).toMatchObject({ tags: ['기준'], starred: true });
  expect(await api.runs.get({ id: second })).toMatchObject({ tags: ['not bad', '기준'] });
  const announced = fixture.events.flatMap((event) => (event.type === 'run' ? [event.run] : []));
  expect(announced[announced.length - 1]).toMatchObject({ id: first, tags: ['기준'] });
});

it('changes all of the runs or none, and explains which tags are valid', async () => {
  const { api, ids } = await connect();
  const [first = 0] = ids;
  const many = Array.from({ length: MAX_TAGS }, (_, i) => `tag ${String(i)}`);
  const [{ name } = { name: '' }] = await api.runs.annotate({ ids: [first], addTags: many });
  expect(await messageOf(api.runs.annotate({ ids: [...ids].reverse(), addTags: ['one more'] }))).toBe(
    `${name} would have more than 20 tags.`,
  );
  expect((await api.runs.list({})).map(({ tags }) => tags.length)).toEqual([0, MAX_TAGS]);
  expect(await messageOf(api.runs.annotate({ ids, starred: true, addTags: ['a,b'] }))).toBe(
    'A tag has no commas and no quotation marks.',
  );
  expect(await messageOf(api.runs.annotate({ ids, addTags: ['x'.repeat(41)] }))).toBe(
    'A tag has 1 to 40 characters.',
  );
  expect(await messageOf(api.runs.annotate({ ids: [99], starred: true }))).toBe('There is no run 99.');
});

it('stores notes, which can be read by other processes too', async () => {
  const { workbench, api, ids } = await connect();
  const [id = 0] = ids;
  expect(await api.runs.notes({ id })).toBe('');
  expect((await api.runs.setNotes({ id, notes: ' # 좋다 \n' })).hasNotes).toBe(true);
  const reader = await openReadOnly(fixture.options());
  expect(reader.annotations.notes(id)).toBe('# 좋다');
  expect(() => reader.annotations.setNotes(id, '')).toThrow();
  await reader.close();
  expect(await messageOf(api.runs.setNotes({ id, notes: 'x'.repeat(MAX_NOTES_LENGTH + 1) }))).toBe(
    `Notes are text of at most ${countText(MAX_NOTES_LENGTH)} characters.`,
  );
  expect((await api.runs.setNotes({ id, notes: '  ' })).hasNotes).toBe(false);
  await workbench.close();
});
