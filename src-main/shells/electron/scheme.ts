import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { protocol, session, type ProtocolRequest, type UploadData } from 'electron';
import { answer, type Bytes, type Request, type Site } from '../common/answer';
import { APP_URL, SCHEME } from './app-page';

/** Must be called before the app is ready. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

export function serveScheme(site: Site): void {
  const reply = async (request: Request) => {
    const url = request.url.host === 'app' ? request.url : new URL(`${APP_URL}404`);
    const answered = await answer(site, { ...request, url });
    // A HEAD request does not start the body.
    return request.method === 'HEAD' ? { ...answered, body: new Uint8Array(0) } : answered;
  };

  // Electron before 25 has no `handle`.
  if (typeof (protocol as Partial<Electron.Protocol>).handle === 'function') {
    protocol.handle(SCHEME, async ({ method, url, body, signal }) => {
      const answered = await reply({ method, url: new URL(url), body: streamed(body), signal });
      const { status, headers } = answered;
      return new Response(webBody(answered.body), { status, headers });
    });
    return;
  }
  protocol.registerStreamProtocol(SCHEME, (request, callback) => {
    const url = new URL(request.url);
    void reply({ method: request.method, url, body: uploaded(request) }).then(({ status, headers, body }) => {
      const parts = body instanceof Uint8Array ? [body] : body;
      callback({
        statusCode: status,
        headers,
        mimeType: headers['content-type'] ?? '',
        data: Readable.from(parts, { objectMode: false }),
      });
    });
  });
}

/** Creates each part only when the page reads it. */
function webBody(body: Bytes): BodyInit {
  if (body instanceof Uint8Array) return body as BodyInit;
  const parts = body[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const part = await parts.next();
      if (part.done === true) controller.close();
      else controller.enqueue(part.value);
    },
    async cancel() {
      await parts.return?.();
    },
  });
}

async function* streamed(body: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  if (body !== null) yield* body as unknown as AsyncIterable<Uint8Array>;
}

async function* uploaded(request: ProtocolRequest): AsyncGenerator<Uint8Array> {
  for (const part of (request.uploadData ?? []) as (UploadData & { type?: string })[]) {
    if (part.blobUUID !== undefined) yield await session.defaultSession.getBlobData(part.blobUUID);
    else if (part.file !== undefined) yield* createReadStream(part.file) as AsyncIterable<Uint8Array>;
    else yield part.bytes;
  }
}
