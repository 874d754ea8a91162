import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Stored {
  readonly experiment: string;
  name: string;
  status: string;
  readonly tags: Map<string, string>;
  readonly params: Map<string, string>;
  /** As texts, each once: the server has a unique key of all columns. */
  readonly metrics: Set<string>;
}

/** What the server does instead of an answer. */
type Fault = 'cut-before' | 'cut-after' | { readonly status: number; readonly body: string };

interface Named {
  readonly key: string;
  readonly value: string;
}

/** The members of all requests, each of which has some of them. */
interface Given {
  readonly experiment_name: string;
  readonly experiment_id: string;
  readonly experiment_ids: readonly [string];
  readonly name: string;
  readonly run_id: string;
  readonly run_name: string;
  readonly status: string;
  readonly filter: string;
  readonly path: string;
  readonly metrics?: readonly object[];
  readonly params?: readonly Named[];
  readonly tags?: readonly Named[];
}

const DELETED = 'deleted';
const PREFIX = '/api/2.0/';

/**
 * For tests: the part of MLflow's REST API that the workbench uses, with its rules: limits of a request, parameters that
 * never change, and values that are stored once. @param fault what happens to a request
 */
export async function mlflowServer(fault: (path: string, nth: number) => Fault | null = () => null) {
  const experiments = new Map<string, string>();
  const runs = new Map<string, Stored>();
  const files = new Map<string, Buffer>();
  const seen: { path: string; authorization: string | undefined }[] = [];

  const runOf = (id: string): Stored => {
    const found = runs.get(id);
    if (found === undefined) throw new Refused(404, 'RESOURCE_DOES_NOT_EXIST');
    return found;
  };
  const answerRun = (id: string) => {
    const { tags, experiment } = runOf(id);
    const list = [...tags].map(([key, value]) => ({ key, value }));
    return {
      info: { run_id: id, artifact_uri: `mlflow-artifacts:/${experiment}/${id}/artifacts` },
      data: { tags: list },
    };
  };

  function logBatch({ run_id: id, metrics = [], params = [], tags = [] }: Given): object {
    const run = runOf(id);
    if (metrics.length + params.length + tags.length > 1000 || params.length > 100)
      throw new Refused(400, 'INVALID');
    for (const { key, value } of params) {
      if ((run.params.get(key) ?? value) !== value)
        throw new Refused(400, 'Changing param values is not allowed');
      run.params.set(key, value);
    }
    for (const metric of metrics) run.metrics.add(JSON.stringify(metric));
    for (const { key, value } of tags) run.tags.set(key, value);
    return {};
  }

  const calls: Readonly<Record<string, (given: Given) => object>> = {
    'mlflow/experiments/get-by-name': ({ experiment_name: name }) => {
      const id = experiments.get(name);
      if (id === undefined) throw new Refused(404, 'RESOURCE_DOES_NOT_EXIST');
      return { experiment: { experiment_id: id, lifecycle_stage: name === DELETED ? 'deleted' : 'active' } };
    },
    'mlflow/experiments/create': ({ name }) => {
      experiments.set(name, String(experiments.size + 1));
      return { experiment_id: experiments.get(name) };
    },
    'mlflow/runs/search': ({ experiment_ids: [experiment], filter }) => {
      const [, tag = '', value] = /^tags\.`(.+)` = '(.+)'$/.exec(filter) ?? [];
      const found = [...runs].filter(
        ([, run]) => run.experiment === experiment && run.tags.get(tag) === value,
      );
      return found.length === 0 ? {} : { runs: found.reverse().map(([id]) => answerRun(id)) };
    },
    'mlflow/runs/create': ({ experiment_id: experiment, run_name: name, tags = [] }) => {
      const id = `run${String(runs.size + 1)}`;
      const given = new Map(tags.map(({ key, value }) => [key, value]));
      const empty = { params: new Map<string, string>(), metrics: new Set<string>() };
      runs.set(id, { experiment, name, status: 'RUNNING', tags: given, ...empty });
      return { run: answerRun(id) };
    },
    'mlflow/runs/log-batch': logBatch,
    'mlflow/runs/update': ({ run_id: id, status, run_name: name }) => {
      Object.assign(runOf(id), { status, name });
      return {};
    },
    'mlflow-artifacts/artifacts': ({ path: folder }) => ({
      files: [...files]
        .filter(([path]) => path.startsWith(`${folder}/`))
        .map(([path, { length }]) => ({
          path: path.slice(folder.length + 1),
          is_dir: false,
          file_size: length,
        })),
    }),
  };

  function answered(path: string, url: URL, method: string | undefined, body: Buffer): object | null {
    if (method === 'PUT') {
      // As the real one answers.
      files.set(decodeURIComponent(path.replace(/^mlflow-artifacts\/artifacts\//, '')), body);
      return null;
    }
    const given = (
      method === 'POST' ? JSON.parse(body.toString()) : Object.fromEntries(url.searchParams)
    ) as Given;
    const call = calls[path];
    if (call === undefined) throw new Refused(404, 'ENDPOINT_NOT_FOUND');
    return call(given);
  }

  const counts = new Map<string, number>();
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const url = new URL(request.url ?? '', 'http://localhost');
      const path = url.pathname.slice(PREFIX.length);
      const nth = (counts.get(path) ?? 0) + 1;
      counts.set(path, nth);
      seen.push({ path, authorization: request.headers.authorization });
      const happens = fault(path, nth);
      if (happens === 'cut-before') return request.socket.destroy();
      if (happens !== null && typeof happens === 'object') {
        return response.writeHead(happens.status).end(happens.body);
      }
      try {
        const answer = answered(path, url, request.method, body);
        if (happens === 'cut-after') return request.socket.destroy();
        return response
          .setHeader('content-type', 'application/json')
          .end(answer === null ? '' : JSON.stringify(answer));
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        const { status, message } = error;
        return response.writeHead(status).end(JSON.stringify({ error_code: message, message }));
      }
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${String(port)}`,
    experiments,
    runs,
    files,
    seen,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

class Refused extends Error {
  readonly status: number;
  constructor(status: number, code: string) {
    super(code);
    this.status = status;
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
