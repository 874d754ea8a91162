import { chmodSync, cpSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { projectRoot } from '../setup/paths.mjs';
import { bindingFile, tensorflowVersion } from '../setup/tensorflow.mjs';
import { copy, write } from './files.mjs';
import { appId, folderKilobytes, linuxFile, need, product, releaseTime, tool } from './target.mjs';

/** Where the app lies on the user's machine. */
const home = 'usr/lib/latent-workbench';

const APACHE = '/usr/share/common-licenses/Apache-2.0';

/** What a window of Chromium links to; the second names are those of Debian 13 and Ubuntu 24.04. */
const LIBRARIES = [
  'libasound2 | libasound2t64',
  'libatk-bridge2.0-0 | libatk-bridge2.0-0t64',
  'libc6 (>= 2.31)',
  'libdrm2',
  'libgbm1',
  'libgtk-3-0 (>= 3.24) | libgtk-3-0t64',
  'libnss3',
  'libstdc++6 (>= 11)',
  'libxss1',
  'libxtst6',
  'xdg-utils',
];

/**
 * Two Debian packages: the workbench, and native TensorFlow, without which it trains in pure JavaScript.
 * @param {string} staged
 * @param {string} scratch
 * @param {string} out
 */
export async function makeDeb(staged, scratch, out) {
  need('dpkg-deb', 'dpkg');
  return [
    await workbenchPackage(staged, join(scratch, 'deb'), out),
    await tensorflowPackage(join(scratch, 'deb-tensorflow'), out),
  ];
}

/**
 * @param {string} staged
 * @param {string} root
 * @param {string} out
 */
async function workbenchPackage(staged, root, out) {
  const { name, version, description } = product();
  cpSync(staged, join(root, home), { recursive: true });
  // Chromium's helper for kernels without user namespaces.
  chmodSync(join(root, home, 'chrome-sandbox'), 0o4755);
  mkdirSync(join(root, 'usr/bin'), { recursive: true });
  symlinkSync(`../lib/${name}/bin/${name}`, join(root, 'usr/bin', name));
  const share = join(root, 'usr/share');
  write(join(share, 'applications', `${name}.desktop`), linuxFile(`${name}.desktop`));
  write(join(share, 'mime/packages', `${name}.xml`), linuxFile(`${name}.mime.xml`));
  write(join(share, 'metainfo', `${appId}.metainfo.xml`), linuxFile(`${name}.metainfo.xml`));
  copy(join(projectRoot, 'resources/icon.png'), join(share, 'icons/hicolor/512x512/apps', `${name}.png`));
  copy(join(projectRoot, 'resources/icon.svg'), join(share, 'icons/hicolor/scalable/apps', `${name}.svg`));
  write(join(share, 'man/man1', `${name}.1.gz`), gzipSync(linuxFile(`${name}.1`), { level: 9 }));
  document(root, name, version, [
    ['The workbench', 'MIT', readFileSync(join(projectRoot, 'LICENSE'), 'utf8')],
    [
      'Electron and Chromium',
      'MIT and others',
      `See /${home}/LICENSE.electron.txt and LICENSES.chromium.html.`,
    ],
    ['Packages in the app', 'MIT and others', `See /${home}/LICENSES.packages.txt and sbom.cdx.json.`],
  ]);
  return build(root, out, {
    Package: name,
    Version: version,
    Depends: LIBRARIES.join(', '),
    Recommends: `${name}-tensorflow`,
    Description: `desktop workbench for generative models\n${wrapped(description)}`,
  });
}

/**
 * @param {string} root
 * @param {string} out
 */
async function tensorflowPackage(root, out) {
  const { name } = product();
  const libraries = join(dirname(bindingFile('cpu')), 'tensorflow');
  for (const library of ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2']) {
    const target = join(root, home, 'tensorflow', library);
    mkdirSync(dirname(target), { recursive: true });
    await tool('strip', ['--strip-unneeded', '-o', target, join(libraries, library)]);
    chmodSync(target, 0o644);
  }
  document(root, `${name}-tensorflow`, tensorflowVersion, [
    [
      'TensorFlow',
      'Apache License 2.0',
      `Copyright 2015 The TensorFlow Authors\n\nOn Debian systems, the text is in ${APACHE}.`,
    ],
  ]);
  return build(root, out, {
    Package: `${name}-tensorflow`,
    Version: tensorflowVersion,
    Depends: 'libc6 (>= 2.27), libstdc++6 (>= 11)',
    Enhances: name,
    Description:
      'native TensorFlow for Latent Workbench, for the CPU\n The C libraries of TensorFlow, without debugging symbols.',
  });
}

/**
 * @param {string} root
 * @param {string} name of the package
 * @param {string} version
 * @param {readonly (readonly [string, string, string])[]} licences subject, licence and text
 */
function document(root, name, version, licences) {
  const folder = join(root, 'usr/share/doc', name);
  const overrides = linuxFile('lintian-overrides');
  write(join(root, 'usr/share/lintian/overrides', name), overrides);
  const text = licences.map(([subject, licence, body]) => `${subject}: ${licence}\n\n${body}\n`).join('\n');
  write(join(folder, 'copyright'), text);
  const day = new Date(releaseTime() * 1000).toUTCString().replace('GMT', '+0000');
  const entry = `${name} (${version}) unstable; urgency=medium\n\n  * See CHANGELOG.md of the project.\n\n -- ${product().maintainer}  ${day}\n`;
  write(join(folder, 'changelog.gz'), gzipSync(entry, { level: 9 }));
}

/**
 * @param {string} root
 * @param {string} out
 * @param {Record<string, string>} fields
 */
async function build(
  root,
  out,
  { Package: name = '', Version: version = '', Description: description = '', ...fields },
) {
  const control = {
    Package: name,
    Version: version,
    Architecture: 'amd64',
    Maintainer: product().maintainer,
    'Installed-Size': String(folderKilobytes(root)),
    Section: 'science',
    Priority: 'optional',
    ...fields,
    Description: description,
  };
  const lines = Object.entries(control).map(([key, value]) => `${key}: ${value}\n`);
  write(join(root, 'DEBIAN/control'), lines.join(''));
  const file = join(out, `${name}_${version}_amd64.deb`);
  await tool('dpkg-deb', ['--root-owner-group', '-Zzstd', '-z12', '--build', root, file]);
  return file;
}

/** @param {string} text in lines of a package's long description, each after a space */
function wrapped(text) {
  return text.replace(/(.{1,76})(?:\s+|$)/g, ' $1\n').trimEnd();
}
