import { clipboard, dialog } from 'electron';
import type { Problem } from '../../contract/problem';
import { wordsOf } from '../../contract/problems/catalogue';
import { t } from '../../contract/texts';

const COPY = 0;

/** Reports why the workbench cannot open, on the terminal and in a window of the system. */
export async function showStartProblem(problem: Problem): Promise<void> {
  const { code } = problem;
  const { message, advice } = wordsOf(problem, 'window');
  process.stderr.write(`${message}\n${advice}\n`);
  const { response } = await dialog.showMessageBox({
    type: 'error',
    title: 'Latent Workbench',
    message,
    detail: advice,
    buttons: [t.desktop.copyDiagnostics, t.desktop.close],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  });
  if (response !== COPY) return;
  const { versions, platform, arch } = process;
  await clipboard.writeText(JSON.stringify({ code, message, advice, versions, platform, arch }, null, 2));
}
