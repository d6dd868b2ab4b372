import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { startServer } from './server.ts';

declare const self: DedicatedWorkerGlobalScope;

/** Entry point as a worker of a browser: there are no files here, the client reads them all. */
startServer(createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self)), {
  read: async () => undefined,
});
