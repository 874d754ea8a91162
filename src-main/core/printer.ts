/** Prints pages with Chromium; each shell has its own way. */
export interface Printer {
  /**
   * Prints an HTML file to a PDF file.
   * @param signal ends it
   * @throws WorkbenchError `export.not-printed`
   */
  print(page: string, pdf: string, signal: AbortSignal): Promise<void>;
}
