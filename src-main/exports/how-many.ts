/** Options of how many of what a run recorded over time are exported. */
export const HOW_MANY = [
  { value: 'all', label: 'all' },
  { value: 'newest', label: 'the newest' },
  { value: 'none', label: 'none' },
] as const;
