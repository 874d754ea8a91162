/** TensorBoard reads all files below a folder whose names contain this, and no others. */
const MARK = 'tfevents';

/** Whether a file is named like an event file of TensorBoard; a ZIP of such files that the window packs is, too. */
export const isEventFileName = (name: string): boolean => name.toLowerCase().includes(MARK);

/** The name of a ZIP of event files, after the folder that they were in. */
export const packedEventsName = (folder: string): string => `${folder}.${MARK}.zip`;

/** The largest event files that are read, alone or in a ZIP. */
export const MAX_EVENT_FILE_BYTES = 1024 ** 3;
