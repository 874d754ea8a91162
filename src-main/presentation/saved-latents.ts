import { countText } from '../contract/numbers';
import type { SavedLatents } from '../contract/saved-latents';
import { t } from '../contract/texts';

/** Says what was saved and which weights decoded it: “A walk of 11 latents along a line, decoded at step 400”. */
export function savedLatentsText(
  { kind, latents, path, step, weights, label, to }: SavedLatents,
  classNames: readonly string[],
): string {
  const what =
    kind === 'pin'
      ? t.latent.aLatent
      : t.latent.walkOf(countText(latents.length), path === null ? '' : ` ${t.latent.paths[path]}`);
  const nameOf = (index: number) => classNames[index] ?? String(index);
  const second = to === null ? '' : `, ${String(Math.round(100 * to.share))} % ${nameOf(to.label)}`;
  const chosen = label === null ? '' : t.latent.ofClass(nameOf(label) + second);
  const from = weights === 'average' ? '' : t.latent.withTrained;
  return t.latent.decodedAt(what + chosen, countText(step), from);
}
