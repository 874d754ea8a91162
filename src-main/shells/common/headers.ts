/** Sent with every answer of both shells. */
export const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  // Other pages on this machine are the same site (ports do not count), so the cookie alone does not keep them from
  // embedding a file.
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
} as const;

/**
 * The renderer's policy: its own files only. Style attributes are what Svelte's `style=` and the component library
 * set; style sheets and scripts come from files.
 * @param socketOrigin `ws://host:port` where there is a WebSocket; not every browser counts it as 'self'
 */
export function rendererPolicy(socketOrigin?: string): string {
  const connect = socketOrigin === undefined ? "'self'" : `'self' ${socketOrigin}`;
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "worker-src 'self' blob:",
    `connect-src ${connect}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** For what a run produced: opened by itself, it is a picture or a document without an origin and without scripts. */
export const FILE_POLICY =
  "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'none'";
