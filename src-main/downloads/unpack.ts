import { createReadStream, createWriteStream } from 'node:fs';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { openZip } from '../datasets/zip';

/**
 * Extracts some members of a ZIP or a gzipped tar to a folder, under their base names. The archive's content is
 * trusted, because its hash is known.
 * @returns the members that the archive does not contain
 */
export async function unpack(archive: string, members: readonly string[], folder: string): Promise<string[]> {
  const written = /\.(zip|whl)$/.test(archive)
    ? await fromZip(archive, members, folder)
    : await fromTar(archive, members, folder);
  return members.filter((member) => !written.includes(member));
}

async function fromZip(archive: string, members: readonly string[], folder: string): Promise<string[]> {
  const zip = await openZip(archive, basename(archive));
  try {
    const wanted = zip.members.filter(({ path }) => members.includes(path));
    for (const { path, chunks } of wanted) await write(Readable.from(chunks()), path, folder);
    return wanted.map(({ path }) => path);
  } finally {
    zip.close();
  }
}

async function fromTar(archive: string, members: readonly string[], folder: string): Promise<string[]> {
  const entries = extract();
  const reading = pipeline(createReadStream(archive), createGunzip(), entries);
  const written: string[] = [];
  const writing = (async () => {
    for await (const entry of entries) {
      const { name, type } = entry.header;
      if (type === 'file' && members.includes(name)) {
        await write(entry, name, folder);
        written.push(name);
      } else entry.resume();
    }
  })();
  await Promise.all([reading, writing]);
  return written;
}

function write(bytes: AsyncIterable<unknown>, member: string, folder: string): Promise<void> {
  return pipeline(bytes, createWriteStream(join(folder, basename(member))));
}
