import { type ExtensionContext, Uri } from 'vscode';
import { afterActivation } from './afterActivation.ts';
import { type Api, startClient } from './client.ts';

/** Entry point in vscode.dev and other hosts without processes: the server is a worker. */
export function activate(context: ExtensionContext): Api {
  const script = Uri.joinPath(context.extensionUri, 'dist/browser/server.js').toString(true);
  let former: Worker | undefined;
  // A restart needs a fresh worker, and the old one would never end by itself.
  const launch = () => {
    former?.terminate();
    former = new Worker(script);
    return former;
  };
  return startClient(context, 'browser', async (id, name, options) => {
    let ahead: Worker | undefined = launch();
    await afterActivation();
    const { BrowserMessageReader, BrowserMessageWriter, LanguageClient } = await import(
      'vscode-languageclient/browser'
    );
    /** Ends the connection where the script cannot be loaded: nobody would ever answer, and nothing else tells so. */
    class WorkerReader extends BrowserMessageReader {
      constructor(worker: Worker) {
        super(worker);
        let hasSpoken = false;
        worker.addEventListener('message', () => {
          hasSpoken = true;
        });
        worker.addEventListener('error', (event) => {
          if (hasSpoken) return;
          event.preventDefault();
          this.fireClose();
        });
      }
    }
    // It gives transports and not the worker, because older extension hosts replace `Worker` and the client would not
    // know theirs for one.
    const connect = async () => {
      const worker = ahead ?? launch();
      ahead = undefined;
      return { reader: new WorkerReader(worker), writer: new BrowserMessageWriter(worker) };
    };
    return new LanguageClient(id, name, connect, options);
  });
}
