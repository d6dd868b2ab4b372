import type { ReadFileResult } from '../../server/src/protocol.ts';

/** The bytes of a file as text, where they are any: valid UTF-8 without NUL. A BOM is kept, because offsets count it. */
export function decode(bytes: Uint8Array): ReadFileResult {
  if (bytes.includes(0)) return { kind: 'binary' };
  try {
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { kind: 'binary' };
  }
}
