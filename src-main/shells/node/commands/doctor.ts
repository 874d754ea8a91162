import { join } from 'node:path';
import type { Problem } from '../../../contract/error';
import { partReasonText, type PartReason } from '../../../contract/problems/catalogue';
import { t } from '../../../contract/texts';
import { LOG_FILE, type SystemInfo } from '../../../contract/system';
import { toProblem } from '../../../core/problem';
import type { CommandContext } from '../context';
import { electronProblem, electronVersion } from '../electron-version';
import { padded } from '../text';
import { withReader } from '../session';

export async function doctor(context: CommandContext): Promise<void> {
  const info = await withReader(context, ({ api }) => api.system.info()).catch((error: unknown) =>
    withoutData(context, toProblem('doctor', error, context.dataDir)),
  );
  const { engine, electron, node, sqlite } = info;
  const words = t.commandLine.doctor;
  const line = (name: string, part: { ok: boolean; why: PartReason }, version: string | null): string =>
    `${part.ok ? 'ok ' : 'NO '} ${padded(name, 9)} ${version ?? words.none}: ${partReasonText(part.why, 'command-line')}`;
  const text = [
    words.head(info.version, info.dataDir),
    line(
      words.engine,
      engine,
      [engine.backend, engine.tensorflow, engine.device].filter(Boolean).join(' ') || null,
    ),
    line('electron', electron, electron.version),
    line('node', node, node.version),
    line('sqlite', sqlite, sqlite.version),
    `   ${padded(words.log, 9)} ${join(info.dataDir, LOG_FILE)}`,
  ].join('\n');
  context.output.document(info, text);
}

/** The system information that is available when the data folder cannot be opened for reading. */
function withoutData({ version, dataDir }: CommandContext, problem: Problem): SystemInfo {
  const why = { code: 'problem', problem } as const;
  const tooOld = problem.code === 'node.too-old';
  const electron = electronVersion();
  const detail = electronProblem();
  return {
    version,
    dataDir,
    databaseBytes: 0,
    checkpointBytes: 0,
    engine: { ok: false, why: 'engine-unknown', backend: null, device: null, tensorflow: null },
    electron: {
      ok: electron !== null && detail === null,
      why: detail === null ? 'electron-untried' : { code: 'electron-fails', detail },
      version: electron,
    },
    node: { ok: !tooOld, why: tooOld ? why : 'node-works', version: process.versions.node },
    sqlite: { ok: false, why, version: null },
  };
}
