export const trash = {
  deleted: (what: string, size: string) => `Deleted ${what}, which freed ${size}.`,
  backToRuns: 'Back to the runs',
  deleting: 'Deleting…',
  empty: 'Empty the trash',
  isEmpty: 'The trash is empty',
  staysFor: (days: number) => `Removed runs stay here for ${String(days)} days, and can be brought back.`,
  deletedAfter: (days: number) =>
    `Removed runs are deleted for good ${String(days)} days after they were removed. Until then they can be brought back.`,
  removedRuns: 'Removed runs',
  removed: 'Removed',
  sizeHelp: 'Of its checkpoints and figures',
  deleteForGood: 'Delete for good',
  oneDeleted: (name: string) => `“${name}” is deleted with its metrics, figures and checkpoints.`,
  manyDeleted: (count: string) => `${count} runs are deleted with their metrics, figures and checkpoints.`,
  noUndo: 'This cannot be undone.',
};
