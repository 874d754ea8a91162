import { itemText } from '../contract/dataset';
import type { Download } from '../contract/download';
import { countText, sizeText } from '../contract/numbers';
import { t } from '../contract/texts';

/** 60,000 + 10,000 images, 28 × 28, 10 classes */
export function offerText(download: Download): string {
  const { trainCount, testCount, kind, classCount } = download;
  return t.datasets.offer(
    countText(trainCount),
    countText(testCount),
    kind,
    itemText(download),
    countText(classCount),
  );
}

/** 11.6 MB, of which 3.1 MB are here */
export function toFetchText({ totalBytes, receivedBytes }: Download): string {
  const size = sizeText(totalBytes);
  return receivedBytes === 0 ? size : t.datasets.partHere(size, sizeText(receivedBytes));
}

/** Returns the hosts of a download, in the order in which they are tried. */
export function hostsOf({ mirrors }: Pick<Download, 'mirrors'>): string[] {
  return [...new Set(mirrors.map((mirror) => new URL(mirror).host))];
}
