import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { refusal, WorkbenchError } from '../../contract/error';
import type { ServerReason } from '../../contract/problems/catalogue';

/** A server that stores a thousand values in SQLite answers within a second. */
const TIMEOUT_MS = 60_000;
/** Answers are JSON about runs and files; more than this is something else. */
const MAX_ANSWER_BYTES = 16 * 1024 * 1024;
/** So much of an answer that is not JSON is quoted. */
const QUOTED_CHARACTERS = 200;
const MISSING = 'RESOURCE_DOES_NOT_EXIST';

type Json = Readonly<Record<string, unknown>>;

interface Answer {
  readonly status: number;
  readonly text: string;
}

interface Content {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
}

/** The REST API of an MLflow server. */
export interface MlflowClient {
  /** The address without a slash at the end. */
  readonly address: string;
  /** @returns null if the server does not know what is asked for */
  find(path: string, query: Readonly<Record<string, string>>): Promise<Json | null>;
  post(path: string, body: Json): Promise<Json>;
  /** Writes a file. */
  put(path: string, content: Content): Promise<void>;
}

/**
 * Environment variables. Those of MLflow's own client prove who asks: MLFLOW_TRACKING_TOKEN, or MLFLOW_TRACKING_USERNAME
 * and MLFLOW_TRACKING_PASSWORD. If MLFLOW_TRACKING_URI is set, no other server is sent them.
 */
type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Connects to a server at an http or https address. The calls are those of
 * https://mlflow.org/docs/latest/api_reference/rest-api.html; every one throws WorkbenchError `export.mlflow-…`.
 * @param signal ends the request that is in progress
 */
export function mlflowClient(server: string, signal: AbortSignal, env: Environment): MlflowClient {
  const address = server.trim().replace(/\/+$/, '');
  const authorization = authorizationFor(address, env);

  async function ask(method: string, path: string, content: Content | null): Promise<Answer> {
    try {
      return await exchanged(new URL(`${address}${path}`), method, authorization, content, signal);
    } catch (error) {
      if (signal.aborted || error instanceof WorkbenchError) throw error;
      throw refusal('export.mlflow-away', { address, why: reasonOf(error) }, { cause: error });
    }
  }

  return {
    address,
    async find(path, query) {
      const answer = await ask('GET', `${path}?${new URLSearchParams(query).toString()}`, null);
      const isMissing = answer.status === 404 && parsed(answer.text)?.['error_code'] === MISSING;
      return isMissing ? null : accepted(address, answer);
    },
    async post(path, body) {
      const bytes = Buffer.from(JSON.stringify(body));
      return accepted(address, await ask('POST', path, { bytes, mediaType: 'application/json' }));
    },
    async put(path, content) {
      // Some versions answer with nothing, others with an empty object.
      const answer = await ask('PUT', path, content);
      if (answer.status < 200 || answer.status >= 300) accepted(address, answer);
    },
  };
}

function authorizationFor(address: string, env: Environment): string | null {
  const own = env['MLFLOW_TRACKING_URI'];
  const isOther =
    own !== undefined && /^https?:/.test(own) && new URL(own).origin !== new URL(address).origin;
  if (isOther) return null;
  const user = env['MLFLOW_TRACKING_USERNAME'];
  const password = env['MLFLOW_TRACKING_PASSWORD'];
  const token = env['MLFLOW_TRACKING_TOKEN'];
  if (user !== undefined && password !== undefined)
    return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  return token === undefined ? null : `Bearer ${token}`;
}

/** Sends a request and receives the whole answer. Redirections are answers like others. */
function exchanged(
  url: URL,
  method: string,
  authorization: string | null,
  content: Content | null,
  signal: AbortSignal,
): Promise<Answer> {
  const headers = {
    accept: 'application/json',
    ...(authorization !== null && { authorization }),
    ...(content !== null && { 'content-type': content.mediaType, 'content-length': content.bytes.length }),
  };
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const request = send(url, { method, headers, signal, timeout: TIMEOUT_MS }, (response) => {
      const parts: Buffer[] = [];
      let length = 0;
      response.on('data', (part: Buffer) => {
        parts.push(part);
        length += part.length;
        if (length > MAX_ANSWER_BYTES) request.destroy(foreign(url.origin));
      });
      response.on('error', reject);
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString() });
      });
    });
    request.on('timeout', () => {
      request.destroy(Object.assign(new Error('There was no answer in time.'), { code: 'ETIMEDOUT' }));
    });
    request.on('error', reject);
    request.end(content?.bytes);
  });
}

function parsed(text: string): Json | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null;
  } catch {
    return null;
  }
}

const foreign = (address: string): WorkbenchError => refusal('export.mlflow-foreign', { address });

/** The JSON of an answer. @throws WorkbenchError if it is none, or an error */
function accepted(address: string, { status, text }: Answer): Json {
  const json = parsed(text);
  if (status >= 200 && status < 300 && json !== null) return json;
  const { message, error_code: code } = json ?? {};
  const isForeign = json === null ? ![401, 403].includes(status) && status < 500 : code === undefined;
  if (isForeign) throw foreign(address);
  const words = typeof message === 'string' ? message : text.trim();
  const why = words.replaceAll(/\s+/g, ' ').slice(0, QUOTED_CHARACTERS).replace(/\.$/, '');
  if (status >= 500) throw refusal('export.mlflow-failed', { address, status, why });
  const isUnknown = status === 401 || status === 403;
  throw refusal(isUnknown ? 'export.mlflow-forbidden' : 'export.mlflow-refused', { address, status, why });
}

/** Reasons by the error codes of Node. */
const MEANINGS: readonly (readonly [RegExp, ServerReason])[] = [
  [/^(ENOTFOUND|EAI_AGAIN)$/, 'unknown-host'],
  [/^ECONNREFUSED$/, 'refuses'],
  [/TIMEDOUT$/, 'timeout'],
  [/^(EPROTO|HPE_|ERR_SSL_)/, 'protocol'],
  [/CERT|SIGNATURE|TLS/, 'certificate'],
  [/UNREACH$|^ENETDOWN$/, 'unreachable'],
];

function reasonOf(error: unknown): ServerReason {
  // Of several addresses of a name, each has an error.
  const { code, errors } = error as { code?: string; errors?: readonly { code?: string }[] };
  const known = code ?? errors?.[0]?.code ?? '';
  return MEANINGS.find(([pattern]) => pattern.test(known))?.[1] ?? 'broken-off';
}
