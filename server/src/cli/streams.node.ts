import { readSync, writeSync } from 'node:fs';

/** Writes all of the text before the process may end, also into a pipe whose reader is slow; a reader that went away is no error. */
export function write(descriptor: 1 | 2, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(descriptor, bytes, at);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') return;
      if (code !== 'EAGAIN') throw error;
      pause();
    }
  }
}

/** All of standard input as text; waits for a writer that is slow. */
export function readInput(): string {
  const chunks: Buffer[] = [];
  for (;;) {
    const chunk = Buffer.alloc(64 * 1024);
    const size = readChunk(chunk);
    if (size === 0) return Buffer.concat(chunks).toString('utf8');
    if (size !== undefined) chunks.push(chunk.subarray(0, size));
    else pause();
  }
}

/** How many bytes came; 0 at the end, undefined where there are none yet. */
function readChunk(into: Buffer): number | undefined {
  try {
    return readSync(0, into);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EAGAIN') return undefined;
    if (code === 'EOF') return 0;
    throw error;
  }
}

/** A few milliseconds without work, for a stream that does not block. */
function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
}
