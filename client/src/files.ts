import { FileType, Uri, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  type DirectoryEntryKind,
  type ReadDirectoryParams,
  type ReadDirectoryResult,
  type ReadFileParams,
  type ReadFileResult,
  readDirectoryRequest,
  readFileRequest,
} from '../../server/src/protocol.ts';
import { decode } from './decode.ts';

/**
 * Lets the server read through VS Code what it cannot reach itself: everything when it runs in a browser, documents of
 * other schemes than `file` on the desktop. Whatever cannot be read is answered as missing.
 */
export function serveFiles(client: BaseLanguageClient): void {
  client.onRequest<ReadFileResult, void>(readFileRequest, ({ uri }: ReadFileParams) => readFile(Uri.parse(uri)));
  client.onRequest<ReadDirectoryResult, void>(readDirectoryRequest, ({ uri }: ReadDirectoryParams) =>
    readDirectory(Uri.parse(uri)),
  );
}

async function readFile(uri: Uri): Promise<ReadFileResult> {
  try {
    return decode(await workspace.fs.readFile(uri));
  } catch {
    return { kind: 'missing' };
  }
}

async function readDirectory(uri: Uri): Promise<ReadDirectoryResult> {
  try {
    const entries = await workspace.fs.readDirectory(uri);
    return { kind: 'entries', entries: entries.flatMap(([name, type]) => withKind(name, type)) };
  } catch {
    return { kind: 'missing' };
  }
}

function withKind(name: string, type: FileType): [string, DirectoryEntryKind][] {
  // VS Code sets the bit of the link's target too, so the link has to be asked for first.
  if (type & FileType.SymbolicLink) return [[name, 'symlink']];
  if (type & FileType.Directory) return [[name, 'directory']];
  return type & FileType.File ? [[name, 'file']] : [];
}
