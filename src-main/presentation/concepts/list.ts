/** Interactive figures that explain a concept: their titles, and the models that use the concept. */
export const CONCEPTS = [
  {
    id: 'distances',
    title: 'Distances between distributions',
    summary:
      'Drag generated data away from real data, and see which distance still shows a generator the way back.',
    models: ['wgan', 'wgan-2d', 'gan-mlp', 'gan-mlp-2d'],
  },
  {
    id: 'critic',
    title: 'What bounds a critic',
    summary:
      'Train a critic on a line under weight clipping, gradient clipping or a gradient penalty, and see its slope.',
    models: ['wgan', 'wgan-2d'],
  },
] as const;

export type ConceptId = (typeof CONCEPTS)[number]['id'];

/** Returns the concepts that a model uses. */
export const conceptsOf = (model: string) =>
  CONCEPTS.filter(({ models }) => (models as readonly string[]).includes(model));
