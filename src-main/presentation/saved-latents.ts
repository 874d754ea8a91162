import { countText } from '../contract/numbers';
import type { SavedLatents } from '../contract/saved-latents';

const PATHS = {
  spherical: 'along a great circle',
  linear: 'along a line',
  drawn: 'along a drawn path',
} as const;

/** Says what was saved and which weights decoded it: “A walk of 11 latents along a line, decoded at step 400”. */
export function savedLatentsText(
  { kind, latents, path, step, weights, label, to }: SavedLatents,
  classNames: readonly string[],
): string {
  const what =
    kind === 'pin'
      ? 'A latent'
      : `A walk of ${countText(latents.length)} latents${path === null ? '' : ` ${PATHS[path]}`}`;
  const nameOf = (index: number) => classNames[index] ?? String(index);
  const second = to === null ? '' : `, ${String(Math.round(100 * to.share))} % ${nameOf(to.label)}`;
  const chosen = label === null ? '' : ` of class ${nameOf(label)}${second}`;
  const from = weights === 'average' ? '' : ' with the weights as trained';
  return `${what}${chosen}, decoded at step ${countText(step)}${from}`;
}
