import { jobExporter, type JobSource } from './exporter';
import {
  sampleFields,
  sampleRequest,
  samplesTitle,
  withoutSamples,
  type SampleRequest,
  type SampleSet,
} from './samples';
import { zipped, type ZipEntry } from './zip';

interface Archive {
  readonly id: string;
  readonly name: string;
  readonly help: string;
  readonly extension: string;
}

/** An exporter of new samples, which `entries` writes as the files of a ZIP. */
export const samplesArchive = (
  about: Archive,
  entries: (
    set: SampleSet,
    request: SampleRequest,
    onProgress: JobSource['onProgress'],
  ) => Generator<ZipEntry, void, void>,
) =>
  jobExporter({
    ...about,
    of: 'run',
    mediaType: 'application/zip',
    preview: null,
    needsModel: true,
    fields: sampleFields,
    problem: withoutSamples,
    title: samplesTitle,
    async *parts({ samples, onProgress }, [run], options) {
      if (run === undefined) return;
      const request = sampleRequest(options);
      yield* zipped(entries(await samples(run, request), request, onProgress));
    },
  });
