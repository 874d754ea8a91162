import { mkdirSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureElectron } from '../setup/electron.mjs';
import { remove } from '../setup/files.mjs';
import { platform, projectRoot } from '../setup/paths.mjs';
import { SetupProblem } from '../setup/problem.mjs';
import { endChildrenWithThisProcess } from '../setup/processes.mjs';
import { createSetup } from '../setup/steps.mjs';
import { makeDeb } from './deb.mjs';
import { stage } from './stage.mjs';
import { makeFolder, makeTar } from './tar.mjs';
import { need } from './target.mjs';

/**
 * npm run package [-- --target deb|tar|folder --out FOLDER --releases URL --releases-key KEY]: makes installable packages of
 * this checkout, by default a Debian package and an archive. With a URL and a public key (see release.mjs) they can look
 * for newer versions.
 */
const makers = { deb: makeDeb, tar: makeTar, folder: makeFolder };
const setup = createSetup();
endChildrenWithThisProcess();
try {
  await makePackages();
} catch (error) {
  SetupProblem.from(error, 'The package')
    .lines()
    .forEach((line) => setup.progress.line(line));
  process.exitCode = 1;
}

async function makePackages() {
  const { values } = parseArgs({
    options: {
      target: { type: 'string', multiple: true },
      out: { type: 'string', default: 'dist' },
      releases: { type: 'string' },
      'releases-key': { type: 'string' },
    },
  });
  nameReleases(values.releases, values['releases-key']);
  const targets = (values.target ?? ['deb', 'tar']).map(makerOf);
  if (platform !== 'linux-x64')
    throw new SetupProblem({
      what: 'The app could not be packaged',
      why: `packages are made on linux-x64 so far, and this is ${platform}`,
      remedy: 'Use npm start here, or make the packages on a Linux machine with an x86-64 processor.',
    });
  need('strip', 'binutils');
  await ensureElectron(setup);

  const out = resolve(values.out);
  const scratch = join(projectRoot, 'dist.next');
  mkdirSync(out, { recursive: true });
  remove(scratch);
  try {
    const staged = join(scratch, 'staged');
    await stage(setup, staged, scratch);
    for (const make of targets) for (const file of await make(staged, scratch, out)) report(file);
  } finally {
    remove(scratch);
  }
}

/**
 * The build takes the address and the key from the environment.
 * @param {string | undefined} url
 * @param {string | undefined} key
 */
function nameReleases(url, key) {
  if (url === undefined && key === undefined) return;
  if (url === undefined || key === undefined || !/^https:/.test(url))
    throw new SetupProblem({
      what: 'The app could not be packaged',
      why: 'newer versions are looked for at an https address, and believed by a key',
      remedy:
        'Give both --releases https://… and --releases-key, as npm run release -- --new-key FILE prints it.',
    });
  process.env.LATENT_WORKBENCH_RELEASES = `${url} ${key}`;
}

/** @param {string} target */
function makerOf(target) {
  const maker = Object.entries(makers).find(([name]) => name === target)?.[1];
  if (maker !== undefined) return maker;
  if (target === 'appimage')
    throw new SetupProblem({
      what: 'No AppImage was made',
      why: 'the program that an AppImage begins with is neither a package of Debian nor of npm, and is not fetched from elsewhere',
      remedy: 'Use --target tar: that archive runs from any folder, too.',
    });
  throw new SetupProblem({
    what: 'The app could not be packaged',
    why: `there is no target ${target}`,
    remedy: `Choose one of ${Object.keys(makers).join(', ')}.`,
  });
}

/** @param {string} file */
function report(file) {
  const found = statSync(file);
  const size = found.isFile() ? `, ${(found.size / 1e6).toFixed(0)} MB` : '';
  process.stdout.write(`${relative(process.cwd(), file)}${size}\n`);
}
