import { join } from 'node:path';
import { MirrorSchema } from '../../contract/download';
import type { EngineSource } from '../../core/engine-fetch';
import { TENSORFLOW_WHEELS } from '../../core/tensorflow-wheel';
import { wheelFolder } from './wheel-folder';

/**
 * Where a package fetches native TensorFlow from, and puts it. Its launcher sets `LATENT_WORKBENCH_TENSORFLOW`, the folder
 * that it makes the loader search; `LATENT_WORKBENCH_TENSORFLOW_MIRROR` is a folder on the network that holds the wheel; without it, pip knows where that is.
 * @returns null in a checkout, which sets TensorFlow up at its start, and where there is no wheel for the platform
 */
export function engineSource(
  env: NodeJS.ProcessEnv = process.env,
  platform = `${process.platform}-${process.arch}`,
): EngineSource | null {
  const folder = env['LATENT_WORKBENCH_TENSORFLOW'];
  const wheel = TENSORFLOW_WHEELS[platform];
  if (folder === undefined || folder === '' || wheel === undefined) return null;
  const mirror = MirrorSchema.safeParse(env['LATENT_WORKBENCH_TENSORFLOW_MIRROR']).data;
  return {
    file: wheel.file,
    folder: join(folder),
    locate: (signal) => (mirror === undefined ? wheelFolder(wheel, signal) : Promise.resolve(mirror)),
  };
}
