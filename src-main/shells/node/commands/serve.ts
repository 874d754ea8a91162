import { t } from '../../../contract/texts';
import { createInterface } from 'node:readline';
import { refusal } from '../../../contract/error';
import { runAll } from '../../../core/cleanup';
import type { CommandContext, CommandResult } from '../context';
import { interrupted } from '../../common/interrupt';
import { rpcSockets } from '../rpc-socket';
import { serveLoopback, type LoopbackServer } from '../server';
import { withWorkbench } from '../session';

export async function serve(context: CommandContext, { port }: { port: number }): Promise<CommandResult> {
  const { output, interrupt, program } = context;
  return withWorkbench(context, async ({ workbench }) => {
    const server = await listening(port, () =>
      serveLoopback({
        port,
        rendererDirectory: program.rendererDirectory,
        files: workbench.files,
        onSocket: rpcSockets(workbench),
      }),
    );
    const stopListening = showAddress(server, context);
    workbench.startQueue();
    await interrupted(interrupt);
    stopListening();
    if (workbench.activeRuns().length > 0) output.line(t.commandLine.stoppingAll);
    await runAll([workbench.close, server.close]);
    return { runs: [], files: [] };
  });
}

/** Prints the address of the workbench, and a new one at each Enter. @returns a function that stops this */
function showAddress(server: LoopbackServer, { output }: CommandContext): () => void {
  const address = server.newAddress();
  output.event('listening', { port: server.port, address });
  output.line(t.commandLine.servedAt(address));
  output.line(t.commandLine.servedOnce);
  if (!process.stdin.isTTY || output.json) return () => undefined;
  output.line(t.commandLine.anotherAddress);
  const lines = createInterface({ input: process.stdin });
  lines.on('line', () => {
    output.line(server.newAddress());
  });
  return () => {
    lines.close();
  };
}

async function listening(port: number, start: () => Promise<LoopbackServer>): Promise<LoopbackServer> {
  try {
    return await start();
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw cause;
    throw refusal('serve.port', { port, isTaken: code === 'EADDRINUSE' }, { cause });
  }
}
