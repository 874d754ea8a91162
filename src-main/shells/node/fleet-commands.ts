import { Option, type Command } from 'commander';
import { collect, poolName, port, positive } from './option-values';
import type { Perform } from './perform';

const DEFAULT_PORT = 4222;

/** Adds `work` and `fleet`: training on other machines. */
export function addFleetCommands(root: Command, perform: Perform): void {
  root
    .command('work')
    .description('trains runs that other machines have launched, until it is ended')
    .requiredOption('--credentials <file>', 'the file that fleet setup wrote for this machine')
    .option('--server <url>', 'the server, such as tls://lab.example:4222 (default: as in the credentials)')
    .option('--pool <name>', 'the pool to which this machine belongs', poolName, 'default')
    .option('--device <device>', 'what it trains on: cpu, gpu, or one GPU by its number, such as gpu:1')
    .option('--slots <n>', 'how many runs it trains at once', positive, 1)
    .option('--once', 'ends after one run for each slot, or if none is waiting')
    .action(perform(async () => (await import('./commands/work')).work));
  const fleet = root
    .command('fleet')
    .description('lets this data folder, and other machines, train runs of several people together');
  fleet
    .command('setup <folder>')
    .description(
      'writes the configuration of a server, and credentials for people and machines; may be repeated',
    )
    .option('--host <names...>', 'names and addresses of the server, the first for credentials', collect)
    .option('--port <n>', 'the port of the server', port, DEFAULT_PORT)
    .option('--person <names...>', 'people who launch runs', collect)
    .option('--worker <names...>', 'machines that train them', collect)
    .option('--remove <names...>', 'people or machines whose keys are revoked', collect)
    .action(perform(async () => (await import('./commands/fleet')).setup));
  fleet
    .command('serve <folder>')
    .description('runs the server of a small fleet, until it is ended')
    .addOption(new Option('--server-program <file>', 'the nats-server to run (default: the one on the PATH)'))
    .action(perform(async () => (await import('./commands/fleet')).serve));
  fleet
    .command('join <file>')
    .description('lets runs of this data folder train in the fleet of these credentials')
    .action(perform(async () => (await import('./commands/fleet')).join));
  fleet
    .command('leave')
    .description('forgets the fleet; runs that it trains are no longer recorded')
    .action(perform(async () => (await import('./commands/fleet')).leave));
  fleet
    .command('status')
    .description('shows the server, its machines, and the runs that wait')
    .action(perform(async () => (await import('./commands/fleet')).status));
}
