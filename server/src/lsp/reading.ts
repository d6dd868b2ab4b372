import type { Connection } from 'vscode-languageserver';
import type { ChildKind } from '../nix/eval/sources.ts';
import {
  type ReadDirectoryParams,
  type ReadDirectoryResult,
  type ReadFileParams,
  type ReadFileResult,
  readDirectoryRequest,
  readFileRequest,
} from '../protocol.ts';

/** What stands at a URI, as far as it can be read. */
export type Fetched =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'directory'; readonly children: ReadonlyMap<string, ChildKind> }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** Reads files and folders. Never rejects. */
export interface Reader {
  readFile(uri: string): Promise<Fetched>;
  readDirectory(uri: string): Promise<Fetched>;
}

/** What a platform reads by itself: the content, or undefined for a URI it cannot reach. */
export type PlatformRead = (uri: string) => Promise<Fetched | undefined>;

/** Reads through the platform where it can, else through the client (protocol.ts). */
export function createReader(connection: Connection, platformRead: PlatformRead): Reader {
  return {
    readFile: async (uri) => (await platformRead(uri)) ?? readFileByClient(connection, uri),
    readDirectory: async (uri) => (await platformRead(uri)) ?? readDirectoryByClient(connection, uri),
  };
}

async function readFileByClient(connection: Connection, uri: string): Promise<Fetched> {
  const params: ReadFileParams = { uri };
  const result = await ask<ReadFileResult>(connection, readFileRequest, params);
  if (result === undefined) return { kind: 'unreadable', reason: 'cannot be read by the editor' };
  return result.kind === 'binary' ? { kind: 'unreadable', reason: 'is not UTF-8 text' } : result;
}

async function readDirectoryByClient(connection: Connection, uri: string): Promise<Fetched> {
  const params: ReadDirectoryParams = { uri };
  const result = await ask<ReadDirectoryResult>(connection, readDirectoryRequest, params);
  if (result === undefined) return { kind: 'unreadable', reason: 'cannot be read by the editor' };
  if (result.kind === 'missing') return result;
  return { kind: 'directory', children: new Map(result.entries.map(([name, kind]) => [name, childKinds[kind]])) };
}

const childKinds = { file: 'regular', directory: 'directory', symlink: 'symlink' } as const;

/** Undefined where the client does not know the request, failed or had nothing to say: then nothing is known of the file. */
async function ask<R>(connection: Connection, method: string, params: object): Promise<R | undefined> {
  try {
    return (await connection.sendRequest<R | null>(method, params)) ?? undefined;
  } catch {
    return undefined;
  }
}
