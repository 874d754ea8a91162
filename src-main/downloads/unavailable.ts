import type { MirrorReason } from '../contract/problems/catalogue';

/** The type of a mirror's failure. */
export type Reason =
  /** It cannot be reached, or the connection breaks: a retry may help. */
  | 'network'
  /** It responds, but with a different file or none. */
  | 'content'
  /** This program cannot download. */
  | 'runtime';

/** A mirror cannot provide a file; another one may. */
export class Unavailable extends Error {
  readonly reason: Reason;
  readonly why: MirrorReason;
  constructor(reason: Reason, why: MirrorReason) {
    super(typeof why === 'string' ? why : why.code);
    this.reason = reason;
    this.why = why;
  }
}

/** Reasons by the error codes of Node and undici. */
const MEANINGS: readonly (readonly [RegExp, MirrorReason])[] = [
  [/^(ENOTFOUND|EAI_AGAIN|ENETUNREACH|ENETDOWN)$/, 'offline'],
  [/^(EHOSTUNREACH|EADDRNOTAVAIL)$/, 'unreachable'],
  [/^ECONNREFUSED$/, 'refuses'],
  [/TIMEOUT$|^ETIMEDOUT$/, 'timeout'],
  [/^(ECONNRESET|EPIPE|UND_ERR_SOCKET|UND_ERR_RES_CONTENT_LENGTH_MISMATCH)$/, 'broken-off'],
  [/^(EPROTO|ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST))$/, 'no-https'],
  [/CERT|SIGNATURE|^ERR_TLS|^ERR_SSL/, 'certificate'],
];

/** Converts an error of the network to `Unavailable`; returns any other error unchanged. */
export function asUnavailable(error: unknown): unknown {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const { code } = at as NodeJS.ErrnoException;
    const known = MEANINGS.find(([pattern]) => code !== undefined && pattern.test(code));
    if (known !== undefined) return new Unavailable('network', known[1]);
    if (/^Proxy /.test(at.message)) {
      return new Unavailable('network', 'proxy-refuses');
    }
    // Some errors of undici's parser have no code.
    if (code?.startsWith('UND_ERR') === true || at.name === 'HTTPParserError') {
      return new Unavailable('network', 'protocol');
    }
  }
  return error;
}
