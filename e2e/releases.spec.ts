import { generateKeyPairSync, sign } from 'node:crypto';
import { startFileServer, type FileServer } from '../src-main/testing/file-server';
import { expect, test } from './fixtures';
import { canFetch, goTo } from './steps';

test.use({ withData: false });
// The server runs on this machine.
process.env['NO_PROXY'] = '127.0.0.1';

const PAGE = 'https://example.org/99.0.0';
const { privateKey, publicKey } = generateKeyPairSync('ed25519');

function statement(version: string, signed: string): Buffer {
  const release = (of: string) =>
    Buffer.from(JSON.stringify({ program: 'latent-workbench', version: of, date: '2026-12-01', page: PAGE }));
  const signature = sign(null, release(signed), privateKey).toString('base64');
  return Buffer.from(JSON.stringify({ release: release(version).toString('base64'), signature }));
}

let server: FileServer;
test.beforeAll(async () => {
  server = await startFileServer([['release.json', statement('99.0.0', '99.0.0')]]);
  const key = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  process.env['LATENT_WORKBENCH_RELEASES'] = `${server.url}release.json ${key}`;
});
test.afterAll(async () => {
  delete process.env['LATENT_WORKBENCH_RELEASES'];
  await server.close();
});

test('new versions are looked for when the settings say so, and believed with the signature of the publisher', async ({
  app,
  page,
}) => {
  await goTo(page, 'Settings');
  const look = page.getByRole('checkbox', { name: 'Look for new versions' });
  await expect(look).not.toBeChecked();
  expect(server.asked).toEqual([]);
  await look.click();
  await expect(look).toBeChecked();
  if (!(await canFetch(app))) {
    await expect(page.getByRole('alert')).toContainText('this window is too old to fetch files');
    return;
  }
  await expect(page.getByText('Version 99.0.0 is out')).toBeVisible();
  await expect(page.getByRole('button', { name: PAGE })).toBeVisible();

  await goTo(page, 'Runs');
  await page.reload();
  await page.getByRole('status').filter({ hasText: 'Version 99.0.0 is out' }).getByText('Show').click();
  await expect(page).toHaveURL(/#\/settings$/);

  server.files.set('release.json', statement('99.1.0', '99.0.0'));
  await page.getByRole('button', { name: 'Look now' }).click();
  await expect(page.getByRole('alert')).toContainText('is not signed by the publisher');
  await expect(page.getByText('Version 99.0.0 is out')).toBeVisible();
});
