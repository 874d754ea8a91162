import { ExportRequestSchema, type Exported, type ExportRequest } from '../contract/export';
import { filePaths } from '../contract/files';
import type { Workbench } from '../core/workbench';
import { wholeBytes } from '../core/whole-bytes';

/** Writes an export as a client requests it. */
export const created = (
  workbench: Workbench,
  request: ExportRequest,
  signal?: AbortSignal,
): Promise<Exported> => workbench.exports.create(ExportRequestSchema.parse(request), signal);

/** The bytes of an export. */
export async function exported(workbench: Workbench, request: ExportRequest): Promise<Buffer> {
  const { id } = await created(workbench, request);
  return wholeBytes(await workbench.files.get(filePaths.exported(id)));
}
