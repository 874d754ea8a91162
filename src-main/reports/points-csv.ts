import { at } from '../contract/at';
import { csvCell } from '../contract/csv';
import { decodePointCloud } from '../contract/point-cloud';

/**
 * Writes generated points as CSV that an import can read: `x,y`, and `label` if classes were requested.
 * @param bytes from `encodePointCloud`
 * @returns null if the bytes do not encode a point cloud
 */
export function pointsCsv(bytes: Uint8Array, classNames: readonly string[]): string | null {
  const cloud = decodePointCloud(bytes);
  if (cloud === null) return null;
  const { generated } = cloud;
  const labelled = (generated[2] ?? -1) >= 0;
  const lines = [labelled ? 'x,y,label' : 'x,y'];
  for (let i = 0; i + 2 < generated.length; i += 3) {
    const label = at(generated, i + 2);
    const point = `${String(generated[i])},${String(generated[i + 1])}`;
    lines.push(labelled ? `${point},${csvCell(classNames[label] ?? String(label))}` : point);
  }
  return `${lines.join('\n')}\n`;
}
