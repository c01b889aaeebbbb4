// One buffer for all the small files that are read one after the other, so that reading thousands leaves no garbage.

const SCRATCH_BYTES = 65_536;
let spare: Buffer | undefined;

/**
 * A buffer of at least `sizeBytes` with any content, to be used for a moment and given back by {@link returnScratch}.
 * Nested use is fine: who comes second gets one of its own.
 */
export function takeScratch(sizeBytes: number): Buffer {
  if (sizeBytes > SCRATCH_BYTES) return Buffer.allocUnsafe(sizeBytes);
  const buffer = spare ?? Buffer.allocUnsafeSlow(SCRATCH_BYTES);
  spare = undefined;
  return buffer;
}

/** Gives a buffer back; nothing may read from it any more. */
export function returnScratch(buffer: Buffer): void {
  if (buffer.length === SCRATCH_BYTES) spare = buffer;
}
