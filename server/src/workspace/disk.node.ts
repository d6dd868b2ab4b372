import { type Dirent, lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { ChildKind } from '../nix/eval/sources.ts';
import type { FilePath } from '../nix/eval/value.ts';
import { encryptedReason } from './contents.ts';

/** What a look at the disk gives for a path. `text` keeps a byte order mark, so that offsets are those of an editor. */
export type DiskContent =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'directory'; readonly children: ReadonlyMap<string, ChildKind> }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** Files above this size are not configuration; reading them would only cost memory. Bytes. */
const largestFile = 32 * 1024 * 1024;

/** Reads a file or folder. Never throws: what cannot be read is `unreadable` with a reason, what is not there `missing`. */
export function readFromDisk(filePath: FilePath): DiskContent {
  const native = nativePath(filePath);
  try {
    const stat = statSync(native);
    if (stat.isDirectory()) return { kind: 'directory', children: childrenOf(native) };
    if (!stat.isFile()) return { kind: 'unreadable', reason: 'is neither a file nor a folder' };
    if (stat.size > largestFile)
      return { kind: 'unreadable', reason: `is larger than ${largestFile / 1024 / 1024} MB` };
    return decode(readFileSync(native));
  } catch (error) {
    return failed(error);
  }
}

/** Whether a path is a symbolic link; false for what is not there. */
export function isSymbolicLink(filePath: FilePath): boolean {
  return lstatSync(nativePath(filePath), { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

/** The engine's path (absolute, `/` separators) of a native path. */
export function enginePath(native: string): FilePath {
  return decodeURIComponent(pathToFileURL(path.resolve(native)).pathname);
}

/** The native path of an engine path. */
export function nativePath(filePath: FilePath): string {
  return path.sep === '/' ? filePath : fileURLToPath(`file://${encodeURI(filePath)}`);
}

/** How every file begins that git-crypt has encrypted (AGWA/git-crypt, commands.cpp). */
const encrypted = '\0GITCRYPT\0';

function decode(bytes: Uint8Array): DiskContent {
  if (new TextDecoder().decode(bytes.subarray(0, encrypted.length)) === encrypted)
    return { kind: 'unreadable', reason: encryptedReason };
  if (bytes.includes(0)) return { kind: 'unreadable', reason: 'is a binary file' };
  try {
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { kind: 'unreadable', reason: 'is not UTF-8 text' };
  }
}

function childrenOf(directory: string): ReadonlyMap<string, ChildKind> {
  return new Map(readdirSync(directory, { withFileTypes: true }).map((child) => [child.name, kindOf(child)]));
}

function kindOf(child: Dirent): ChildKind {
  if (child.isFile()) return 'regular';
  if (child.isDirectory()) return 'directory';
  return child.isSymbolicLink() ? 'symlink' : 'unknown';
}

function failed(error: unknown): DiskContent {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'missing' };
  if (code === 'ELOOP') return { kind: 'unreadable', reason: 'is a symbolic link that leads in a circle' };
  if (code === 'EACCES' || code === 'EPERM') return { kind: 'unreadable', reason: 'may not be read' };
  return { kind: 'unreadable', reason: `cannot be read (${code ?? String(error)})` };
}
