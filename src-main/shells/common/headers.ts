/** Sent with every answer of both shells. */
export const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  // Other pages on this machine count as the same site (ports are ignored), so the cookie alone does not prevent them
  // from embedding a file.
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
} as const;

/**
 * The renderer's content security policy: its own files only. Svelte's `style=` and the component library set style
 * attributes; style sheets and scripts come from files.
 * @param socketOrigin `ws://host:port` if there is a WebSocket; not every browser counts it as 'self'
 */
export function rendererPolicy(socketOrigin?: string): string {
  const connect = socketOrigin === undefined ? "'self'" : `'self' ${socketOrigin}`;
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "media-src 'self'",
    "font-src 'self'",
    "worker-src 'self' blob:",
    `connect-src ${connect}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/**
 * For files of a run: opened by itself, such a file is an image or a document without an origin and without scripts.
 */
export const FILE_POLICY =
  "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'none'";
