import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { wordsOf } from '../../../contract/problems/catalogue';
import { DEFECT, knownProblem, reportDefect } from '../../../core/problem';
import { CHANGING_TOOLS } from './changing-tools';
import { READING_TOOLS } from './reading-tools';
import type { Tool, ToolContext } from './tool';

const INSTRUCTIONS = `Latent Workbench trains and compares generative models. Runs have numbers; list_runs shows them, and
query answers SQL (SQLite) on the views runs, tags, hyperparameters, metrics, last_metrics, qualities, figures, checkpoints
and datasets. Problems say what happened, why, and what to do.`;

interface ServerOptions extends ToolContext {
  readonly version: string;
}

/** A server of the Model Context Protocol. Without `allowChanges` it has no tool that changes the data folder. */
export function mcpServer({ version, ...context }: ServerOptions): McpServer {
  const server = new McpServer({ name: 'latent-workbench', version }, { instructions: INSTRUCTIONS });
  const add = ({ name, title, description, input, answer }: Tool, readOnlyHint: boolean) => {
    server.registerTool(
      name,
      { title, description, inputSchema: input, annotations: { readOnlyHint } },
      async (given: unknown) => answered(name, () => answer(context, given as never)),
    );
  };
  for (const one of READING_TOOLS) add(one, true);
  if (context.allowChanges) for (const one of CHANGING_TOOLS) add(one, false);
  return server;
}

async function answered(name: string, work: () => unknown) {
  try {
    return { content: [{ type: 'text' as const, text: JSON.stringify(await work(), null, 1) }] };
  } catch (error) {
    const problem = knownProblem(error);
    if (problem === null) reportDefect(`Tool ${name}`, error);
    const { message, advice } = wordsOf(problem ?? DEFECT, 'command-line');
    return { isError: true, content: [{ type: 'text' as const, text: `${message} ${advice}` }] };
  }
}
