import type { ComparisonSection } from '../contract/saved-comparison';

export const SECTION_TITLES: Readonly<Record<ComparisonSection, string>> = {
  summary: 'Summary',
  samples: 'Samples',
  progression: 'Progression',
  charts: 'Charts',
  figures: 'Other figures',
  quality: 'Quality of samples',
  metrics: 'Final metrics',
  hyperparameters: 'Hyperparameters',
  configuration: 'Configuration',
};
