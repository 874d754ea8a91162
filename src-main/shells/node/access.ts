import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/**
 * Access control of the loopback server. Any page and any user of this machine can reach its port, so:
 * - the Host header must name this server, otherwise a hostile name rebound to 127.0.0.1 would be the same origin;
 * - requests that change something must come from a page of this server (Origin);
 * - every request needs the session's cookie, which is issued once for the token in the printed address.
 */
export interface Access {
  /** Creates a new token for a printed address. */
  newToken(): string;
  /** Redeems a token; `true` only once. */
  redeem(token: string): boolean;
  readonly cookie: string;
  /** Why the request is refused, as a status and a sentence; `null` if it is not. */
  refusal(
    request: IncomingMessage,
    options?: { ownPageOnly?: boolean; withoutCookie?: boolean },
  ): Refusal | null;
}

export interface Refusal {
  status: 401 | 403;
  sentence: string;
}

export function createAccess(port: number): Access {
  const tokens = new Set<string>();
  // Cookies are shared between ports: without the port in the name, two servers on one machine would overwrite each
  // other's.
  const cookieName = `latent_workbench_${String(port)}`;
  const session = randomBytes(32).toString('base64url');
  const hosts = [`127.0.0.1:${String(port)}`, `localhost:${String(port)}`];

  return {
    newToken() {
      const token = randomBytes(24).toString('base64url');
      tokens.add(digest(token));
      return token;
    },
    redeem: (token) => tokens.delete(digest(token)),
    cookie: `${cookieName}=${session}; HttpOnly; SameSite=Strict; Path=/`,
    refusal(request, options = {}) {
      const { host, origin, cookie } = request.headers;
      if (host === undefined || !hosts.includes(host)) {
        return refused(
          403,
          'This server answers only to its own address on this machine, as it was printed.',
        );
      }
      if (options.ownPageOnly === true && origin !== `http://${host}`) {
        return refused(403, 'This request did not come from a page of the workbench.');
      }
      if (options.withoutCookie === true || same(cookieValue(cookie, cookieName), session)) return null;
      return refused(
        401,
        'Open the workbench with the address that was printed when it started. Each address opens it once; press Enter in its terminal for a new one.',
      );
    },
  };
}

function refused(status: 401 | 403, sentence: string): Refusal {
  return { status, sentence };
}

/** Tokens are stored and compared as digests, so that neither the time nor the length reveals anything about them. */
function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function same(a: string | undefined, b: string): boolean {
  return a !== undefined && timingSafeEqual(Buffer.from(digest(a)), Buffer.from(digest(b)));
}

function cookieValue(header: string | undefined, name: string): string | undefined {
  return header
    ?.split('; ')
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);
}
