import { unzipSync, zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { MAX_UPLOAD_BYTES } from '../../src-main/contract/files';
import { runsToSend } from './runs-files';

const EVENTS = 'events.out.tfevents.1.machine';
const given = (...paths: string[]) =>
  paths.map((path) => ({ path, file: new File([path], path.split('/').pop() ?? '') }));
const ignore = () => undefined;
const namesOf = async (files: Promise<File[] | null>) => (await files)?.map(({ name }) => name) ?? null;

it('takes archives and single event files as they are, and leaves data to the import of datasets', async () => {
  expect(await namesOf(runsToSend(given('a.lwrun', 'b.LWRUN'), ignore))).toEqual(['a.lwrun', 'b.LWRUN']);
  expect(await namesOf(runsToSend(given(EVENTS), ignore))).toEqual([EVENTS]);
  expect(await runsToSend(given('cats/1.png', 'cats/2.png'), ignore)).toBeNull();
  expect(await runsToSend(given('a.lwrun', 'train.csv'), ignore)).toBeNull();
});

it('packs event files with their folders, without what lies beside them', async () => {
  const logs = given(`logs/a/${EVENTS}`, `logs/b/${EVENTS}`, 'logs/a/model.pt');
  const [packed, ...more] = (await runsToSend(logs, ignore)) ?? [];
  expect([packed?.name, more]).toEqual(['logs.tfevents.zip', []]);
  expect(Object.keys(unzipSync(new Uint8Array(await packed!.arrayBuffer())))).toEqual([
    `a/${EVENTS}`,
    `b/${EVENTS}`,
  ]);
});

it('recognises a ZIP of event files by the names in it', async () => {
  const zip = (name: string) => ({
    path: 'logs.zip',
    file: new File([zipSync({ [name]: new Uint8Array(3) })], 'logs.zip'),
  });
  expect(await namesOf(runsToSend([zip(`a/${EVENTS}`)], ignore))).toEqual(['logs.zip']);
  expect(await runsToSend([zip('cats/1.png')], ignore)).toBeNull();
});

it('refuses more event files than fit into an upload', async () => {
  const [one] = given(`logs/${EVENTS}`);
  Object.defineProperty(one!.file, 'size', { value: MAX_UPLOAD_BYTES + 1 });
  await expect(runsToSend([one!], ignore)).rejects.toMatchObject({ problem: { code: 'upload.too-large' } });
});
