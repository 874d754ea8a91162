import { isImported } from '../contract/imported-run';
import { reconstructionHelp, type ModelInfo } from '../contract/model';
import { MANIFOLD_REACH, type FigureKind } from '../contract/figure';
import type { RunConfig } from '../contract/run';
import { averagesText } from './averages';
import { t } from '../contract/texts';

/** The kinds of figures, in the order in which they are shown. */
export const FIGURE_KINDS = [
  'samples',
  'points',
  'reconstructions',
  'latent-scatter',
  'manifold',
  'discriminator',
] as const;

/** Whether figures of this kind are drawn from numbers instead of being sheets of images. */
export function isDrawn(kind: FigureKind): boolean {
  return kind === 'points' || kind === 'latent-scatter' || kind === 'discriminator';
}

/** Says in a few sentences what a figure of a run shows, and with which weights it is made. */
export function figureHelp(
  kind: FigureKind,
  model: Pick<ModelInfo, 'reconstructionLayout'> | undefined,
  config: Pick<RunConfig, 'hyperparameters' | 'model'>,
): string {
  if (isImported({ config })) return t.figures.importedHelp;
  return [shownIn(kind, model), averagesText(config) ?? []].flat().join(' ');
}

function shownIn(kind: FigureKind, model: Pick<ModelInfo, 'reconstructionLayout'> | undefined): string {
  switch (kind) {
    case 'samples':
      return t.figures.samplesHelp;
    case 'points':
      return t.figures.pointsHelp;
    case 'reconstructions':
      return reconstructionHelp(model?.reconstructionLayout);
    case 'latent-scatter':
      return t.figures.scatterHelp;
    case 'manifold':
      return t.figures.manifoldHelp(MANIFOLD_REACH);
    case 'discriminator':
      return t.figures.discriminatorHelp;
  }
}

/** Returns the names of a sheet's rows: the classes that a conditional model generated. Empty if rows have no names. */
export function rowLabels(
  kind: FigureKind,
  rows: number,
  model: Pick<ModelInfo, 'conditional'> | undefined,
  classNames: readonly string[],
): readonly string[] {
  const isByClass = kind === 'samples' && model?.conditional === true && rows === classNames.length;
  return isByClass ? classNames : [];
}
