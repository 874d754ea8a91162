import type { DrawRequest } from '../contract/figure';
import { refusal, type WorkbenchError } from '../contract/error';
import { drawnKind } from '../contract/model';
import { encodePointCloud } from '../contract/point-cloud';
import { statelessRandom } from '../engine/random';
import { tf } from '../engine/tensorflow';
import { encodeSheet, sheetLayout } from '../images/sheet';
import { pointFigure } from './point-figure';
import type { Prepared } from './prepare';
import type { JobMessage } from './protocol';
import { imagesToBytes } from './tensors';

/**
 * Decodes new latents with a checkpoint's weights, optionally of one class.
 * @throws WorkbenchError `run.no-samples`, `run.no-class`
 */
export function draw(
  { built, model, backend, atStart, test, start }: Prepared,
  { label, count, seed }: DrawRequest,
): Extract<JobMessage, { type: 'drawn' }> {
  const { generator } = built;
  const { title } = model.info;
  const kind = drawnKind(model.info);
  if (generator === null || kind === null) throw nothingToDraw(title);
  const { classes } = generator;
  if (label !== null && (classes === null || label >= classes)) throw noSuchClass(title, classes);
  const random = statelessRandom(seed, atStart.step, backend.native);
  if (kind === 'points') {
    const figure = pointFigure(generator, built.discriminator, test, random, {
      stream: 'draw',
      count,
      label,
    });
    const bytes = encodePointCloud(figure.make());
    figure.dispose();
    return { type: 'drawn', step: start.step, sheet: null, bytes };
  }
  const { width, height, channels } = test;
  // One row per class if all of them are requested.
  const rows = label === null ? classes : null;
  const perRow = rows === null ? undefined : Math.ceil(count / rows);
  const total = (rows ?? 1) * (perRow ?? count);
  const sheet = sheetLayout(total, test, perRow);
  const { columns } = sheet;
  const tiles = imagesToBytes(() => {
    const latents = generator.drawLatents(random, 'draw', total);
    const labels = Int32Array.from({ length: total }, (_, i) => label ?? Math.floor(i / columns));
    return generator.decode(latents, classes === null ? null : tf.tensor1d(labels, 'int32'));
  });
  const bytes = encodeSheet({ tiles, count: total, width, height, channels, columns });
  return { type: 'drawn', step: start.step, sheet, bytes };
}

function nothingToDraw(title: string): WorkbenchError {
  return refusal('run.no-samples', { model: title, to: 'draw' });
}

function noSuchClass(title: string, classes: number | null): WorkbenchError {
  return classes === null
    ? refusal('run.no-chosen-class', { model: title })
    : refusal('run.no-class', { classes });
}
