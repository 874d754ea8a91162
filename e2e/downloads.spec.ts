import { startFileServer } from '../src-main/testing/file-server';
import { expect, test } from './fixtures';
import { canFetch, goTo } from './steps';

test.use({ withData: false });
// The server runs on this machine.
process.env['NO_PROXY'] = '127.0.0.1';

const IMAGES = 'train-images-idx3-ubyte.gz';
/** The size of MNIST's file. */
const BYTES = 9_912_422;
const BEFORE_STOP = 4_000_000;

test('a dataset is fetched on request, stopped, continued, and checked against its hash', async ({
  app,
  page,
}) => {
  const server = await startFileServer([[IMAGES, new Uint8Array(BYTES)]]);
  try {
    await goTo(page, 'Datasets');
    await page.getByRole('link', { name: /^MNIST 11\.6 MB/ }).click();
    await expect(page.getByRole('heading', { name: 'MNIST', exact: true })).toBeVisible();
    await expect(page.getByText('CC BY-SA 3.0', { exact: true })).toBeVisible();
    await expect(page.getByText('ossci-datasets.s3.amazonaws.com, or storage.googleapis.com')).toBeVisible();

    const mirror = page.getByLabel('Another mirror');
    const get = page.getByRole('button', { name: 'Get', exact: true });
    await mirror.fill('http://example.org/');
    await get.click();
    await expect(page.getByText(/^A mirror is the https address/)).toBeVisible();

    await mirror.fill(server.url);
    server.stallAt(IMAGES, BEFORE_STOP);
    expect(server.asked).toEqual([]);
    await get.click();
    if (!(await canFetch(app))) {
      await expect(page.getByRole('alert')).toContainText('this window is too old to fetch files');
      return;
    }
    await expect(page.getByRole('progressbar', { name: 'Fetching MNIST' }).first()).toBeVisible();
    await expect(page.getByText(/4\.0 MB of 11\.6 MB, from 127\.0\.0\.1/)).toBeVisible();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByText('11.6 MB, of which 4.0 MB are here')).toBeVisible();

    await page.getByRole('button', { name: 'Resume' }).click();
    await expect(page.getByRole('alert')).toContainText('its file is not the one that was published');
    // First with the partial download, then without it: neither is MNIST.
    const resumed = `bytes=${String(BEFORE_STOP)}-`;
    expect(server.asked.map(({ range }) => range)).toEqual([undefined, resumed, undefined]);
    await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
    await expect(page.getByRole('link', { name: /^MNIST failed/ })).toBeVisible();
  } finally {
    await server.close();
  }
});
