import type { Words } from '../words';

/** Problems of commands for programs: queries, and waiting for runs. */
export const programProblems = {
  'query.invalid': ({ reason, views }: { reason: string; views: readonly string[] }): Words => ({
    message: `The query cannot be answered: ${reason}.`,
    advice: `Write one SELECT of SQLite's dialect on the views ${views.join(', ')}.`,
  }),
  'query.not-reading': (): Words => ({
    message: 'This statement reads nothing, and queries cannot change anything.',
    advice: 'Write a SELECT; runs are changed by the other commands.',
  }),
  'mcp.upload': ({ name }: { name: string }): Words => ({
    message: `${name} sends runs to a server, which programs may not do here.`,
    advice: 'A person can allow it by starting the MCP server with --allow-changes.',
  }),
  'watch.condition': ({ text }: { text: string }): Words => ({
    message: `“${text}” is not a condition to wait for.`,
    advice: "Write ended, completed, diverged or collapsed, or a metric with a bound, such as 'loss<0.5'.",
  }),
  'watch.not-met': ({ name, state, until }: { name: string; state: string; until: string }): Words => ({
    message: `“${name}” has ended (${state}) without “${until}”.`,
    advice: 'Look at its log and last metrics, or wait for something else.',
  }),
  'watch.timeout': ({ seconds, until }: { seconds: number; until: string }): Words => ({
    message: `“${until}” did not happen in ${String(seconds)} seconds.`,
    advice: 'Wait longer with --timeout, or for something else.',
  }),
};
