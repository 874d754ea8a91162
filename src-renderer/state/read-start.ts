/**
 * Reads the beginning of a text file, up to the end of a line.
 * @param path one of `filePaths`
 */
export async function readStart(path: string, most: number, signal: AbortSignal): Promise<string> {
  const { body } = await fetch(path, { signal });
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  while (reader !== undefined && text.length < most) {
    const { done, value } = await reader.read();
    if (done) return text;
    text += decoder.decode(value, { stream: true });
  }
  await reader?.cancel();
  const end = text.lastIndexOf('\n', most);
  return text.slice(0, end < 0 ? most : end + 1);
}
