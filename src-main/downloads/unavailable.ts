import type { MirrorReason } from '../contract/problems/catalogue';

/** Why a mirror does not give a file. */
export type Reason =
  /** It cannot be reached, or breaks off: trying again may help. */
  | 'network'
  /** It answers, but has another file or none. */
  | 'content'
  /** This program cannot ask. */
  | 'runtime';

/** A mirror does not give a file; another one may. */
export class Unavailable extends Error {
  readonly reason: Reason;
  readonly why: MirrorReason;
  constructor(reason: Reason, why: MirrorReason) {
    super(typeof why === 'string' ? why : why.code);
    this.reason = reason;
    this.why = why;
  }
}

/** What the codes of Node's and undici's errors mean. */
const MEANINGS: readonly (readonly [RegExp, MirrorReason])[] = [
  [/^(ENOTFOUND|EAI_AGAIN|ENETUNREACH|ENETDOWN)$/, 'offline'],
  [/^(EHOSTUNREACH|EADDRNOTAVAIL)$/, 'unreachable'],
  [/^ECONNREFUSED$/, 'refuses'],
  [/TIMEOUT$|^ETIMEDOUT$/, 'timeout'],
  [/^(ECONNRESET|EPIPE|UND_ERR_SOCKET|UND_ERR_RES_CONTENT_LENGTH_MISMATCH)$/, 'broken-off'],
  [/^(EPROTO|ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST))$/, 'no-https'],
  [/CERT|SIGNATURE|^ERR_TLS|^ERR_SSL/, 'certificate'],
];

/** An error of the network as a reason; any other as it is. */
export function asUnavailable(error: unknown): unknown {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const { code } = at as NodeJS.ErrnoException;
    const known = MEANINGS.find(([pattern]) => code !== undefined && pattern.test(code));
    if (known !== undefined) return new Unavailable('network', known[1]);
    if (/^Proxy /.test(at.message)) {
      return new Unavailable('network', 'proxy-refuses');
    }
    // Some errors of its parser have no code.
    if (code?.startsWith('UND_ERR') === true || at.name === 'HTTPParserError') {
      return new Unavailable('network', 'protocol');
    }
  }
  return error;
}
