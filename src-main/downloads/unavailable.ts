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
  /** @param why as the end of a sentence about the mirror */
  constructor(reason: Reason, why: string) {
    super(why);
    this.reason = reason;
  }
}

/** What the codes of Node's and undici's errors mean. */
const MEANINGS: readonly (readonly [RegExp, string])[] = [
  [
    /^(ENOTFOUND|EAI_AGAIN|ENETUNREACH|ENETDOWN)$/,
    'its address cannot be found: this machine seems to be offline',
  ],
  [/^(EHOSTUNREACH|EADDRNOTAVAIL)$/, 'it cannot be reached from here'],
  [/^ECONNREFUSED$/, 'it refuses the connection'],
  [/TIMEOUT$|^ETIMEDOUT$/, 'it does not answer in time'],
  [/^(ECONNRESET|EPIPE|UND_ERR_SOCKET|UND_ERR_RES_CONTENT_LENGTH_MISMATCH)$/, 'the connection broke off'],
  [/CERT|SIGNATURE|^ERR_TLS|^ERR_SSL|^EPROTO$/, 'its certificate is not trusted here'],
];

/** An error of the network as a reason; any other as it is. */
export function asUnavailable(error: unknown): unknown {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const { code } = at as NodeJS.ErrnoException;
    const known = MEANINGS.find(([pattern]) => code !== undefined && pattern.test(code));
    if (known !== undefined) return new Unavailable('network', known[1]);
    if (/^Proxy /.test(at.message)) {
      return new Unavailable('network', 'the proxy does not let it through');
    }
    if (code?.startsWith('UND_ERR') === true || code?.startsWith('HPE_') === true) {
      return new Unavailable('network', 'it does not answer as a web server does');
    }
  }
  return error;
}
