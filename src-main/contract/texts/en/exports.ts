export const exports = {
  exportOf: (subject: string) => `Export ${subject}`,
  format: 'Format',
  included: 'Included',
  preview: 'Preview',
  previewOf: (name: string) => `Preview of ${name}`,
  showPreview: 'Show a preview',
  writingFile: 'Writing the file',
  writing: 'Writing…',
};
