import { at } from '../contract/at';
import { csvCell } from '../contract/csv';
import { decodePointCloud } from '../contract/point-cloud';

/**
 * Generated points a row each, `x,y`, and `label` where classes were asked for: a table that an import reads.
 * @param bytes as `encodePointCloud` gives them
 * @returns null where they are none of a point cloud
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
