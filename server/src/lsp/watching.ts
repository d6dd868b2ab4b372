import {
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type FileSystemWatcher,
  WatchKind,
} from 'vscode-languageserver';
import { originOf, pathOf, sameOrigin } from '../base/uri.ts';
import { guardedNotification } from './guard.ts';
import type { Server } from './serverState.ts';

/** Follows what happens to files on disk. Gives what is to be done when the editor is ready. */
export function serveWatching({ connection, log, client, session }: Server): () => Promise<void> {
  connection.onDidChangeWatchedFiles(
    guardedNotification(log, 'didChangeWatchedFiles', ({ changes }) => {
      for (const { uri, type } of changes) {
        const origin = originOf(uri);
        for (const project of session.projects()) {
          // A file may matter to a project it does not lie in, so each of them hears of it.
          if (sameOrigin(project.origin, origin)) project.changedOnDisk(pathOf(uri), happened[type]);
        }
      }
    }),
  );
  return async () => {
    if (!client.dynamicWatching) return;
    const watchers: FileSystemWatcher[] = watched.map((globPattern) => ({ globPattern }));
    // Folders have any name; what comes and goes besides them is passed over.
    watchers.push({ globPattern: '**/*', kind: WatchKind.Create | WatchKind.Delete });
    await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  };
}

/** Nix files, the data they read (pins of npins and niv among it), and what flakes and lon pin. */
const watched = ['**/*.{nix,json,toml}', '**/flake.lock', '**/lon.lock'];

const happened = {
  [FileChangeType.Created]: 'came',
  [FileChangeType.Changed]: 'changed',
  [FileChangeType.Deleted]: 'went',
} as const;
