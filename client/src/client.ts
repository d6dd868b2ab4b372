import { commands, type ExtensionContext, type Uri } from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import { copyCommandsCommand, type InitializationOptions, settingsSection } from '../../server/src/protocol.ts';
import { copyCommands } from './copyCommands.ts';
import { serveFiles } from './files.ts';

/** What `activate` gives to other extensions and to the tests. */
export interface Api {
  /** The kind of process the server runs in. */
  readonly host: 'node' | 'browser';
  /** Settles when the server answered its first request; rejects with the reason when it could not be started. */
  readonly ready: Promise<void>;
}

/**
 * Starts the language client and registers the commands around it. `create` makes the client of the platform; it gets
 * the identity to use (which is also the section of the trace setting) and the options both platforms share.
 * Returns at once, so that opening a Nix file never waits for the server.
 */
export function startClient(
  context: ExtensionContext,
  host: Api['host'],
  create: (id: string, name: string, options: LanguageClientOptions) => BaseLanguageClient,
): Api {
  const client = create(settingsSection, 'NixOS Impermanence', clientOptions);
  serveFiles(client);
  context.subscriptions.push(
    client,
    commands.registerCommand('impermanence.restartServer', () => restart(client)),
    commands.registerCommand(copyCommandsCommand, copyCommands),
    commands.registerCommand('impermanence.showLog', () => client.outputChannel.show()),
  );
  const ready = client.start();
  // The language client tells the person; here it must only not become an unhandled rejection.
  ready.catch((reason) => client.outputChannel.error(`The server could not be started: ${reason}`));
  return { host, ready };
}

async function restart(client: BaseLanguageClient): Promise<void> {
  if (client.needsStop()) await client.stop();
  await client.start();
}

// The server itself asks for files to be watched and for settings, as it does with every client.
const clientOptions: LanguageClientOptions = {
  documentSelector: [{ language: 'nix' }],
  initializationOptions: { copyCommands: true } satisfies InitializationOptions,
  middleware: {
    handleDiagnostics: (uri, diagnostics, next) => next(uri, isPastVersion(uri) ? [] : diagnostics),
  },
};

/** Whether a document shows a file as it once was: hover is welcome there, a second set of problems is not. */
function isPastVersion(uri: Uri): boolean {
  return ['git', 'gitlens', 'vscode-local-history', 'pr', 'review', 'merge-conflict.conflict-diff'].includes(
    uri.scheme,
  );
}
