import { t } from '../../../contract/texts';
import { createInterface } from 'node:readline';
import { refusal } from '../../../contract/error';
import { closing, runAll } from '../../../core/cleanup';
import { currentFiles, openMovable } from '../../../core/movable-workbench';
import type { CommandContext, CommandResult } from '../context';
import { interrupted } from '../../common/interrupt';
import { rpcSockets } from '../../common/rpc-socket';
import { serveLoopback, type LoopbackServer } from '../server';
import { openForWriting } from '../session';

export async function serve(context: CommandContext, { port }: { port: number }): Promise<CommandResult> {
  const { output, interrupt, program } = context;
  const movable = await openMovable({ dataDir: context.dataDir, open: () => openForWriting(context) });
  return closing(movable.close, async () => {
    const { current, close } = movable;
    const server = await listening(port, () =>
      serveLoopback({
        port,
        rendererDirectory: program.rendererDirectory,
        files: currentFiles(current),
        onSocket: rpcSockets(movable),
      }),
    );
    const stopListening = showAddress(server, context);
    current().startQueue();
    await interrupted(interrupt);
    stopListening();
    if (!movable.dataFolder.isMoving() && current().activeRuns().length > 0)
      output.line(t.commandLine.stoppingAll);
    await runAll([close, server.close]);
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
