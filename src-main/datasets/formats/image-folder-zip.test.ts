import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { inspect, refused } from '../../testing/import-fixture';
import { imageFolderFixture } from '../../testing/image-folder-fixture';

const { given, grey, zipped } = imageFolderFixture();

describe('a ZIP', () => {
  it('is refused without images, and with paths that lead outside', async () => {
    await expect(inspect([zipped({ 'data.exe': Buffer.from('1,2') })])).rejects.toMatchObject(
      refused('no-items', /^pets\.zip holds no images: none of its files is a PNG, JPEG/),
    );
    for (const path of ['../1.png', '/etc/1.png', 'C:/1.png']) {
      await expect(inspect([zipped({ [path]: grey(1) })])).rejects.toMatchObject(
        refused('zip', /^pets\.zip holds a file whose name leads out of the ZIP: /),
      );
    }
  });

  it('is refused if it declares more than can be read', async () => {
    const bytes = Buffer.from(zipSync({ 'a/1.png': grey(1), 'a/2.png': grey(2) }));
    const declared = Buffer.from(bytes);
    const last = declared.lastIndexOf(Buffer.from('PK\u0001\u0002'));
    declared.writeUInt32LE(0xf000_0000, last + 24);
    declared.writeUInt32LE(0xf000_0000, declared.indexOf(Buffer.from('PK\u0001\u0002')) + 24);
    await expect(inspect([given('big.zip', declared)])).rejects.toMatchObject(
      refused('too-large', /unpacks to/),
    );
    const encrypted = Buffer.from(bytes);
    encrypted.writeUInt16LE(1, last + 8);
    await expect(inspect([given('secret.zip', encrypted)])).rejects.toMatchObject(
      refused('pictures', /^1 of 2 images cannot be read: a\/2\.png in secret\.zip is encrypted\.$/),
    );
    encrypted.writeUInt16LE(1, encrypted.indexOf(Buffer.from('PK\u0001\u0002')) + 8);
    await expect(inspect([given('secret.zip', encrypted)])).rejects.toMatchObject(
      refused('zip', /encrypted/),
    );
  });
});
