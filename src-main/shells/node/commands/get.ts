import { t } from '../../../contract/texts';
import { join } from 'node:path';
import type { Download } from '../../../contract/download';
import { refusal } from '../../../contract/error';
import { sizeText } from '../../../contract/numbers';
import { hostsOf, offerText, toFetchText } from '../../../presentation/download-text';
import { classesText, itemsText } from '../../../presentation/import-text';
import { translatedDownload } from '../../../presentation/translated';
import { interrupted } from '../../common/interrupt';
import { canAsk, confirmed } from '../confirm';
import type { CommandContext, CommandResult } from '../context';
import { followDownload } from '../follow';
import { withReader, withWorkbench } from '../session';
import { padded, table } from '../text';

export interface GetOptions {
  mirror?: string;
  yes?: boolean;
}

/** Fetches a dataset; without an id, lists the available datasets. */
export async function get(
  context: CommandContext,
  id: string | undefined,
  options: GetOptions,
): Promise<CommandResult | void> {
  if (id === undefined) return list(context);
  const { output } = context;
  return withWorkbench(context, async ({ api }) => {
    const download = (await api.downloads.list()).find((each) => each.id === id);
    if (download?.state === 'absent') await ask(context, download, options);
    const input = options.mirror === undefined ? { id } : { id, mirror: options.mirror };
    const dataset = await followDownload(api, output, { id, name: download?.name ?? id }, () =>
      unlessStopped(context, api.downloads.start(input)),
    );
    const { classes, report } = await api.datasets.details({ id: dataset.id });
    output.event('dataset', { dataset, classes, report });
    output.line(t.commandLine.isDataset(dataset.name, dataset.id, itemsText(dataset)));
    output.line(classesText({ classes, labelSource: report?.labelSource ?? null }));
    return { runs: [], files: [] };
  });
}

async function list(context: CommandContext): Promise<void> {
  await withReader(context, async ({ api }) => {
    const downloads = await api.downloads.list();
    const { id, size, items, licence } = t.commandLine.heads;
    const rows = downloads
      .map(translatedDownload)
      .map((download) => [
        download.id,
        download.state === 'ready' ? t.commandLine.here : toFetchText(download),
        offerText(download),
        download.licence,
      ]);
    context.output.document(downloads, table([id, size, items, licence], rows));
  });
}

/** Shows what would be fetched. @throws WorkbenchError `download.unconfirmed` unless it is confirmed */
async function ask(
  { output, dataDir, interrupt }: CommandContext,
  download: Download,
  { mirror, yes }: GetOptions,
) {
  const { id, name, citation, licence } = translatedDownload(download);
  output.event('download', { download });
  const { offer, fetchQuestion } = t.commandLine;
  const line = (name: string, text: string) => {
    output.line(`  ${padded(name, 9)} ${text}`);
  };
  output.line(`${name}: ${offerText(download)}`);
  line(offer.size, toFetchText(download));
  line(offer.licence, licence);
  line(offer.citation, citation);
  line(offer.from, mirror ?? hostsOf(download).join(offer.or));
  line(offer.to, join(dataDir, 'datasets', id));
  if (yes === true) return;
  const mayAsk = canAsk() && !output.json;
  if (mayAsk && (await confirmed(fetchQuestion(sizeText(download.totalBytes)), interrupt.signal))) return;
  throw refusal('download.unconfirmed', { mayAsk });
}

/** On an interrupt, closing the workbench cancels the download. */
async function unlessStopped<T>({ interrupt }: CommandContext, work: Promise<T>): Promise<T> {
  const stopped = interrupted(interrupt).then((): never => {
    throw refusal('interrupted.download', {});
  });
  return Promise.race([work, stopped]);
}
