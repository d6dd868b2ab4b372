import type { ExtensionContext } from 'vscode';
import { afterActivation } from './afterActivation.ts';
import { type Api, startClient } from './client.ts';
import { serverProcesses } from './serverProcesses.node.ts';

/** Entry point on the desktop and in remote hosts: the server is a process of its own. */
export function activate(context: ExtensionContext): Api {
  const processes = serverProcesses(context.asAbsolutePath('dist/server.js'));
  const api = startClient(context, 'node', async (id, name, options) => {
    let ahead: ReturnType<typeof processes.launch> | undefined = processes.launch(options.outputChannel);
    await afterActivation();
    const { IPCMessageReader, IPCMessageWriter, LanguageClient } = await import('vscode-languageclient/node');
    // The client asks for another process after a crash.
    const connect = async () => {
      const child = ahead ?? processes.launch(options.outputChannel);
      ahead = undefined;
      const end = child.exitCode ?? child.signalCode;
      if (end !== null) throw new Error(`the process ended with ${end}`);
      return { reader: new IPCMessageReader(child), writer: new IPCMessageWriter(child) };
    };
    return new LanguageClient(id, name, connect, options);
  });
  // After what `startClient` leaves there, so that the end of the process is expected by then.
  context.subscriptions.push(processes);
  return api;
}
