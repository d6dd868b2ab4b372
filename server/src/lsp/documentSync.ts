import { DidChangeWorkspaceFoldersNotification } from 'vscode-languageserver';
import { guardedNotification } from './guard.ts';
import type { Server } from './serverState.ts';

/** Keeps documents and folders in step with the editor. */
export function serveDocuments({ connection, log, session, publisher }: Server): void {
  connection.onDidOpenTextDocument(
    guardedNotification(log, 'didOpen', ({ textDocument }) => {
      const document = session.documents.open(textDocument);
      const { project, path } = session.target(document.uri);
      project.opened(path, document.text);
    }),
  );
  connection.onDidChangeTextDocument(
    guardedNotification(log, 'didChange', ({ textDocument, contentChanges }) => {
      const document = session.documents.change(textDocument, contentChanges);
      if (!document) return log.warn(`change of a document that is not open: ${textDocument.uri}`);
      const { project, path } = session.target(document.uri);
      project.tell(path, document.text);
    }),
  );
  connection.onDidCloseTextDocument(
    guardedNotification(log, 'didClose', ({ textDocument }) => {
      session.documents.close(textDocument.uri);
      const { project, path } = session.target(textDocument.uri);
      project.tell(path, undefined);
      if (!project.isFolder) publisher.withdraw(project, path);
    }),
  );
  connection.onNotification(
    DidChangeWorkspaceFoldersNotification.type,
    guardedNotification(log, 'didChangeWorkspaceFolders', ({ event }) => {
      for (const project of session.changeFolders(event.added, event.removed)) publisher.withdraw(project);
    }),
  );
}
