import { type ExtensionContext, Uri } from 'vscode';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from 'vscode-languageclient/browser';
import { type Api, startClient } from './client.ts';

/** Entry point in vscode.dev and other hosts without processes: the server is a worker. */
export function activate(context: ExtensionContext): Api {
  const script = Uri.joinPath(context.extensionUri, 'dist/browser/server.js').toString(true);
  let worker: Worker | undefined;
  // A function, because a restart needs a fresh worker; the old one would never end by itself. It gives transports and
  // not the worker, because older extension hosts replace `Worker` and the client would not know theirs for one.
  const server = async () => {
    worker?.terminate();
    worker = new Worker(script);
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  return startClient(context, 'browser', (id, name, options) => new LanguageClient(id, name, server, options));
}
