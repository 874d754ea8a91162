/** All bytes of a file of the core, which may come in parts. */
export async function wholeBytes(
  file: { readonly bytes: Uint8Array | AsyncIterable<Uint8Array> } | null,
): Promise<Buffer> {
  if (file === null) throw new Error('There is no such file.');
  if (file.bytes instanceof Uint8Array) return Buffer.from(file.bytes);
  const parts: Uint8Array[] = [];
  for await (const part of file.bytes) parts.push(part);
  return Buffer.concat(parts);
}
