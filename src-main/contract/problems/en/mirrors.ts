import type { PhraseOf, Phrases } from '../phrases';

/** Why a mirror cannot be used: the end of a sentence about it. */
export const MIRROR_REASONS = {
  'node-too-old': ({ version }: { version: string }) =>
    `this window is too old to fetch files (it has Node ${version})`,
  'proxy-address': 'HTTPS_PROXY or HTTP_PROXY is no address',
  'proxy-refuses': 'the proxy does not let it through',
  'proxy-password': 'the proxy asks for a password',
  'redirects-nowhere': 'it redirects to nowhere',
  'redirects-endlessly': 'it redirects again and again',
  'redirects-to-no-address': 'it redirects to no address',
  'redirects-unsafely': ({ to }: { to: string }) => `it redirects to ${to}, which is not safe`,
  'no-pip': 'Python 3 with pip, which knows where it is, was not found (22.2 or newer)',
  'pip-finds-nothing': 'pip, which knows where it is, does not find it: this machine seems to be offline',
  offline: 'its address cannot be found: this machine seems to be offline',
  unreachable: 'it cannot be reached from here',
  refuses: 'it refuses the connection',
  timeout: 'it does not answer in time',
  'broken-off': 'the connection broke off',
  certificate: 'its certificate is not trusted here',
  'no-https': 'it does not speak HTTPS',
  protocol: 'it does not answer as a web server does',
  'other-part': 'it answers with another part of the file than the one that was requested',
  'other-file': 'its file is not the one that was published',
  gone: 'it no longer has the file',
  forbidden: 'it does not give the file to everybody',
  busy: ({ status }: { status: number }) => `it is out of order or busy (HTTP ${String(status)})`,
  status: ({ status }: { status: number }) => `it answers with HTTP ${String(status)}`,
} satisfies Phrases;
export type MirrorReason = PhraseOf<typeof MIRROR_REASONS>;
