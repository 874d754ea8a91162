/** Which run of a comparison leads in what. */
export const summary = {
  aspects: { fidelity: 'fidelity', diversity: 'diversity', overall: 'both at once' },
  noneEvaluated: 'No run has been evaluated at this step: evaluate their samples to compare them.',
  onlyOne: (run: string) => `Only ${run} has values, and nothing to compare them with.`,
  /** @param nextRun the run with the second best value; null if there are only two runs */
  against: (metric: string, own: string, next: string, nextRun: string | null) =>
    `${metric} ${own} against ${next}${nextRun === null ? '' : ` of ${nextRun}, the next`}`,
  byOneMetric: (aspect: string) => `${aspect} by one metric`,
  leads: (run: string, aspects: string) => `${run} leads in ${aspects}`,
  /** @param isFirst whether it begins the sentence */
  noneLeads: (aspects: string, isFirst: boolean) =>
    `${isFirst ? 'No' : 'no'} run leads in ${aspects}, where ${isFirst ? 'their' : 'the'} 95 % intervals overlap`,
  sentence: (clauses: readonly string[]) => `${clauses.join('; ')}.`,
  copying: (run: string, metric: string, value: string, floor: string) =>
    `${run} may copy training items: its ${metric} is ${value}, the floor ${floor}.`,
  notEvaluated: (runs: string) => `Not evaluated: ${runs}.`,
  notCompared: (runs: string) =>
    `Not compared, because of another dataset, encoder or number of samples: ${runs}.`,
};
