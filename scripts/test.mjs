import { ensureBuild } from './setup/build.mjs';
import { ensureElectron } from './setup/electron.mjs';
import { childEnvironment } from './setup/environment.mjs';
import { ensureNatsServer } from './setup/nats-server.mjs';
import { ensureNodeRuntime } from './setup/node-runtime.mjs';
import { ensurePackages } from './setup/packages.mjs';
import { messageOf, SetupProblem } from './setup/problem.mjs';
import { endChildrenWithThisProcess } from './setup/processes.mjs';
import { createSetup } from './setup/steps.mjs';
import { ensureTensorflow } from './setup/tensorflow.mjs';
import { ensureTestMachine } from './setup/test-machine.mjs';
import { campaigns, runCampaign } from './testing/campaigns.mjs';
import { runEndToEndTests, shells } from './testing/end-to-end-tests.mjs';
import { runStaticCheck, staticChecks } from './testing/static-checks.mjs';
import { closingLine, createTally } from './testing/tally.mjs';
import { runUnitTests } from './testing/unit-tests.mjs';

const usage = `npm test                          everything
npm test -- lint | types | build  the static checks, the build
npm test -- unit [FILE…]          vitest
npm test -- e2e [FILE…]           Playwright in both shells; electron or chromium for one of them
npm test -- fuzz | kill | fleet   the campaigns, in short
--retry-setup                     try again what could not be set up before`;

/**
 * npm test: sets up what is missing, runs all tests, and continues after a failure. Its last line is the count of all
 * tests; each static check, and the build, counts as one.
 */
const words = process.argv.slice(2).filter((word) => word !== '--retry-setup');
const known = [
  ...['build', 'unit', 'e2e', ...shells],
  ...[...staticChecks, ...campaigns].flatMap((check) => check.words),
];
const chosen = words.filter((word) => known.includes(word));
const filters = words.filter((word) => !known.includes(word));
/** @param {string[]} names */
const wants = (...names) => chosen.length === 0 || names.some((name) => chosen.includes(name));
const projects =
  chosen.length === 0 || chosen.includes('e2e') ? shells : shells.filter((shell) => chosen.includes(shell));

/** @param {string} line */
const write = (line) => process.stdout.write(`${line}\n`);
const tally = createTally(write);
const setup = createSetup({ retry: process.argv.includes('--retry-setup') });

if (words.includes('--help') || (filters.length > 0 && chosen.length === 0)) {
  write(usage);
  process.exit(words.includes('--help') ? 0 : 2);
}

endChildrenWithThisProcess();
try {
  await testAll();
} catch (error) {
  const problem = SetupProblem.from(error, 'The tests');
  tally.fail('set-up', problem.lines().join('\n'));
}
write('');
tally.failures.forEach(write);
write(closingLine(tally.total));
process.exit(tally.total.failed > 0 || tally.total.passed === 0 ? 1 : 0);

async function testAll() {
  await ensureNodeRuntime(setup);
  await ensurePackages(setup);
  const chosenCampaigns = campaigns.filter((campaign) => wants(...campaign.words));
  const usesApp = projects.length > 0 || chosenCampaigns.length > 0;
  if (wants('unit') || usesApp) await ensureTensorflow(setup);
  if (wants('unit', 'fleet') || projects.length > 0) await ensureNatsServer(setup);
  if (projects.includes('electron')) await ensureElectron(setup);
  const machineIsReady = projects.length === 0 || (await ensureTestMachine(setup));

  const context = { setup, env: childEnvironment(setup), tally };
  for (const check of staticChecks) {
    if (wants(...check.words)) await attempt(check.name, () => runStaticCheck(check, context));
  }
  if (wants('unit')) await attempt('unit tests', () => runUnitTests(filters, context));
  if (!wants('build') && !usesApp) return;
  const built = await testBuild();
  for (const campaign of chosenCampaigns) {
    if (built) await attempt(campaign.name, () => runCampaign(campaign, context));
    else tally.fail(campaign.name, 'the app could not be built');
  }
  if (projects.length === 0) return;
  if (built && machineIsReady)
    await attempt('end to end', () => runEndToEndTests(projects, filters, context));
  else
    projects.forEach((project) =>
      tally.fail(
        `end to end (${project})`,
        built ? setup.problems['test-machine'] : 'the app could not be built',
      ),
    );
}

/**
 * A runner that crashes counts as one failure, and the next one still runs.
 * @param {string} name
 * @param {() => Promise<void>} work
 */
async function attempt(name, work) {
  try {
    await work();
  } catch (error) {
    tally.fail(name, messageOf(error));
  }
}

async function testBuild() {
  try {
    await ensureBuild(setup);
    tally.pass('build (electron-vite)');
    return true;
  } catch (error) {
    tally.fail('build (electron-vite)', SetupProblem.from(error, 'The app').lines().join('\n'));
    return false;
  }
}
