import type { ObjectStore } from '@nats-io/obj';

const CHUNK_BYTES = 512 * 1024;
/** A read that gets nothing for this long has failed: one of an object that is deleted meanwhile never ends. */
const SILENCE_MS = 15_000;
const PUT_TIMEOUT_MS = 60_000;

/** Stores an object unless there is one of this name: objects never change. */
export async function putObject(
  bucket: ObjectStore,
  name: string,
  content: () => Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<void> {
  const before = await bucket.info(name);
  if (before !== null && !before.deleted) return;
  const parts = content();
  const iterator = Symbol.asyncIterator in parts ? parts[Symbol.asyncIterator]() : parts[Symbol.iterator]();
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await iterator.next();
      if (next.done === true) controller.close();
      else controller.enqueue(next.value);
    },
  });
  await bucket.put({ name, options: { max_chunk_size: CHUNK_BYTES } }, stream, { timeout: PUT_TIMEOUT_MS });
}

/**
 * Reads an object in parts, each when the one before is taken.
 * @returns false if it is not there, damaged, or was deleted meanwhile: then some parts may have been read
 * @throws if it is there and could not be read
 */
export async function readObject(
  bucket: ObjectStore,
  name: string,
  part: (bytes: Uint8Array) => void | Promise<void>,
): Promise<boolean> {
  const found = await bucket.get(name);
  if (found === null) return false;
  // The same error as that of the reader.
  found.error.catch(() => undefined);
  const reader = found.data.getReader();
  try {
    for (;;) {
      const next = await beforeSilence(reader.read());
      if (next.done) return true;
      await part(next.value);
    }
  } catch (error) {
    if (error instanceof Error && error.message.includes('corrupt object')) return false;
    const still = await bucket.info(name);
    if (still === null || still.deleted) return false;
    throw error;
  } finally {
    reader.cancel().catch(() => undefined);
  }
}

/** @throws after a silence */
function beforeSilence<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error('The server sends nothing.'));
    }, SILENCE_MS);
  });
  return Promise.race([work, silence]).finally(() => {
    clearTimeout(timer);
  });
}
