import { commands, type ExtensionContext, type LogOutputChannel, window } from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import { copyCommandsCommand, type InitializationOptions, settingsSection } from '../../server/src/protocol.ts';
import { copyCommands } from './copyCommands.ts';
import { isWorkedOn } from './documents.ts';
import { keepServer } from './keepServer.ts';
import { provideLenses, showUses, showUsesCommand } from './lenses.ts';
import { traceChannel } from './traceChannel.ts';

/** What `activate` gives to other extensions and to the tests. */
export interface Api {
  /** The kind of process the server runs in. */
  readonly host: 'node' | 'browser';
  /**
   * Settles when the server answered its first request, with the milliseconds since the activation; rejects with the
   * reason when it could not be started.
   */
  readonly ready: Promise<number>;
}

/** The options both platforms share; there is always a log. */
export type ClientOptions = LanguageClientOptions & { readonly outputChannel: LogOutputChannel };

/**
 * Starts the language client and registers the commands around it. `create` makes a client of the platform; it gets
 * the identity to use (which is also the section of the trace setting) and the options both platforms share.
 * Returns at once, so that opening a Nix file never waits for the server.
 */
export function startClient(
  context: ExtensionContext,
  host: Api['host'],
  create: (id: string, name: string, options: ClientOptions) => Promise<BaseLanguageClient>,
): Api {
  const began = performance.now();
  // Of our own, so that it outlives the client: after a restart one wants to read what was before.
  const log = window.createOutputChannel(name, { log: true });
  const trace = traceChannel(log, settingsSection);
  const options = { ...clientOptions, outputChannel: log, traceOutputChannel: trace.channel };
  const server = keepServer(log, (more) => create(settingsSection, name, { ...options, ...more }));
  context.subscriptions.push(
    log,
    trace,
    server,
    commands.registerCommand('impermanence.restartServer', server.restart),
    commands.registerCommand(copyCommandsCommand, (lines: unknown, purpose: unknown) =>
      copyCommands(lines, purpose, log),
    ),
    commands.registerCommand(showUsesCommand, showUses),
    commands.registerCommand('impermanence.showLog', () => log.show()),
  );
  const ready = server.start().then(() => performance.now() - began);
  // The language client tells the person; here it must only not become an unhandled rejection.
  ready.catch((reason) => log.error(`The server could not be started: ${reason}`));
  return { host, ready };
}

const name = 'NixOS Impermanence';

// The server itself asks for files to be watched and for settings, as it does with every client.
const clientOptions: LanguageClientOptions = {
  documentSelector: [{ language: 'nix' }],
  initializationOptions: { copyCommands: true } satisfies InitializationOptions,
  middleware: {
    handleDiagnostics: (uri, diagnostics, next) => next(uri, isWorkedOn(uri.scheme) ? diagnostics : []),
    provideCodeLenses: provideLenses,
  },
};
