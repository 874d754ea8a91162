import * as z from 'zod';
import type { MlflowClient } from './client';

/** A file of a run, and what reads its bytes. */
export interface Artifact {
  /** Its path below the artifacts of the run: `samples/step-200.png`. */
  readonly path: string;
  readonly mediaType: string;
  /** Whether its bytes never change once it was recorded. */
  readonly isFixed: boolean;
  bytes(): Uint8Array;
}

const API = '/api/2.0/mlflow-artifacts/artifacts';

const ListedSchema = z.object({
  files: z.array(z.object({ path: z.string(), file_size: z.coerce.number().optional() })).default([]),
});

/**
 * Where the server takes files of a run, as a path below its API.
 * @param uri the run's `artifact_uri`
 * @returns null if its files are elsewhere, such as in a folder or a bucket that only MLflow's own client writes to
 */
export function artifactRoot(uri: string): string | null {
  const found = /^mlflow-artifacts:(?:\/\/[^/]*)?\/(.+)$/.exec(uri)?.[1];
  return found === undefined ? null : found.replace(/\/+$/, '');
}

const encoded = (path: string): string => path.split('/').map(encodeURIComponent).join('/');
const folderOf = (path: string): string => path.split('/').slice(0, -1).join('/');

/**
 * Writes files through the server, except those it has already, by their names and sizes.
 * @returns how many were written
 */
export async function putArtifacts(
  client: MlflowClient,
  root: string,
  artifacts: readonly Artifact[],
  onProgress: (fraction: number) => void,
): Promise<number> {
  const sizes = new Map<string, number>();
  for (const folder of new Set(
    artifacts.filter(({ isFixed }) => isFixed).map(({ path }) => folderOf(path)),
  )) {
    const answer = await client.find(API, { path: folder === '' ? root : `${root}/${folder}` });
    for (const { path, file_size: size } of ListedSchema.parse(answer ?? {}).files)
      sizes.set(`${folder}/${path.split('/').at(-1) ?? ''}`, size ?? -1);
  }
  let written = 0;
  for (const [i, artifact] of artifacts.entries()) {
    const bytes = artifact.bytes();
    const isThere = artifact.isFixed && sizes.get(artifact.path) === bytes.length;
    if (!isThere) {
      await client.put(`${API}/${encoded(`${root}/${artifact.path}`)}`, {
        bytes,
        mediaType: artifact.mediaType,
      });
      written++;
    }
    onProgress((i + 1) / artifacts.length);
  }
  return written;
}
