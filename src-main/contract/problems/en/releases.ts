import { phraseText } from '../phrases';
import type { Words } from '../words';
import { MIRROR_REASONS, type MirrorReason } from './mirrors';

/** Newer versions of this program. */
export const releaseProblems = {
  'release.not-asked': ({ host, why }: { host: string; why: MirrorReason }): Words => ({
    message: `${host} cannot be asked for newer versions: ${phraseText(MIRROR_REASONS, why)}.`,
    advice: 'Try again later. Behind a proxy, set HTTPS_PROXY.',
  }),
  'release.not-signed': ({ host }: { host: string }): Words => ({
    message: `What ${host} says about newer versions is not signed by the publisher of this program, so it is not believed.`,
    advice: 'Look for newer versions where you got this program from.',
  }),
};
