import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { type Api, startClient } from './client.ts';

/** Entry point on the desktop and in remote hosts: the server is a process of its own. */
export function activate(context: ExtensionContext): Api {
  const module = context.asAbsolutePath('dist/server.js');
  // What a keystroke leaves behind is cleared away soon instead of piling up to several times of what is needed.
  const execArgv = ['--max-semi-space-size=4', '--heap-growing-percent=30'];
  const run = { module, transport: TransportKind.ipc, options: { execArgv } };
  const debug = { ...run, options: { execArgv: [...execArgv, '--nolazy', '--inspect=6009'] } };
  return startClient(context, 'node', (id, name, options) => new LanguageClient(id, name, { run, debug }, options));
}
