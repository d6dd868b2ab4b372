import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import * as serving from './serve.ts';
import { startServer } from './server.ts';

declare const self: DedicatedWorkerGlobalScope;

/** Entry point as a worker of a browser: there are no files here, the client reads them all. All is in one script. */
startServer((options) => createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self), options), {
  read: async () => undefined,
  load: async () => serving,
});
