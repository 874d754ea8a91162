import type { FileReason } from '../contract/problems/catalogue';

/** A picture that cannot be read, and why. */
export class UnreadablePicture extends Error {
  readonly why: FileReason;
  constructor(why: FileReason, options?: ErrorOptions) {
    super(typeof why === 'string' ? why : why.code, options);
    this.why = why;
  }
}
