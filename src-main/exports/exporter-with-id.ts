import { refusal } from '../contract/error';

/** @throws WorkbenchError `export.unknown` */
export function exporterWithId<E extends { readonly id: string }>(exporters: readonly E[], id: string): E {
  const found = exporters.find((exporter) => exporter.id === id);
  if (found) return found;
  throw refusal('export.unknown', { id, choices: exporters.map((exporter) => exporter.id) });
}
