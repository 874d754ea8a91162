import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import type { CommandContext } from '../context';
import { mcpServer } from '../mcp/server';
import { withReader, withWorkbench } from '../session';

export interface McpOptions {
  allowChanges?: boolean;
  out: string;
}

/** Serves until the program closes its end of the connection, or an interrupt. */
export async function mcp(context: CommandContext, { allowChanges = false, out }: McpOptions): Promise<void> {
  const open = allowChanges ? withWorkbench : withReader;
  await open(context, async (session) => {
    session.workbench.startQueue();
    const { version, dataDir } = context;
    const server = mcpServer({ session, version, dataDir, folder: out, allowChanges });
    const closed = new Promise<void>((resolve) => {
      server.server.onclose = resolve;
      process.stdin.once('end', resolve);
      session.signal.addEventListener('abort', () => {
        resolve();
      });
    });
    await server.connect(new StdioServerTransport());
    await closed;
    await server.close();
  });
}
