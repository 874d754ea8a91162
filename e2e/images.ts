import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encode } from 'fast-png';

const SIZE = { width: 40, height: 30 };
const COLORS = { 고양이: [200, 120, 60], bird: [60, 120, 200] } as const;

/** Creates a folder of small colour images, `count` in a subfolder for each of two classes. @returns its path */
export function writeImageFolder(folder: string, count: number): string {
  for (const [name, color] of Object.entries(COLORS)) {
    mkdirSync(join(folder, name), { recursive: true });
    for (let i = 0; i < count; i++) {
      const data = new Uint8Array(SIZE.width * SIZE.height * 3);
      for (let at = 0; at < data.length; at++) data[at] = ((color[at % 3] ?? 0) + 5 * i) % 256;
      writeFileSync(join(folder, name, `${String(i)}.png`), encode({ ...SIZE, data, channels: 3, depth: 8 }));
    }
  }
  return folder;
}
