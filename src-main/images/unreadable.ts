/** Why a picture cannot be read: the rest of a sentence that begins with its name, e.g. “is cut off”. */
export class UnreadablePicture extends Error {}
