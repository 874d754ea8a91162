import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { datasetFiles } from './files';

/**
 * SHA-256, hex, over items and labels of both splits: of each file its name, its size and its bytes. Equal
 * fingerprints mean equal data, wherever they lie. Streams; 55 MB take about 100 ms.
 */
export async function fingerprintDataset(directory: string): Promise<string> {
  const { train, test } = datasetFiles(directory);
  const hash = createHash('sha256');
  for (const path of [train.items, train.labels, test.items, test.labels]) {
    if (path === null) continue;
    hash.update(`${basename(path)} ${String((await stat(path)).size)}\n`);
    for await (const chunk of createReadStream(path, {
      highWaterMark: 1024 * 1024,
    }) as AsyncIterable<Buffer>) {
      hash.update(chunk);
    }
  }
  return hash.digest('hex');
}
