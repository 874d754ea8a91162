import { t } from '../../contract/texts';

/** Interactive figures that explain a concept, and the models that use the concept. */
export const CONCEPTS = [
  { id: 'distances', models: ['wgan', 'wgan-2d', 'gan-mlp', 'gan-mlp-2d'] },
  { id: 'critic', models: ['wgan', 'wgan-2d'] },
] as const;

export type ConceptId = (typeof CONCEPTS)[number]['id'];

/** Its title, and a sentence about it. */
export const conceptText = (id: ConceptId): { title: string; summary: string } => t.concepts.list[id];

/** Returns the concepts that a model uses. */
export const conceptsOf = (model: string) =>
  CONCEPTS.filter(({ models }) => (models as readonly string[]).includes(model));
