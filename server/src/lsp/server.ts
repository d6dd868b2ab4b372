import type { Connection, ConnectionOptions, InitializeParams, InitializeResult } from 'vscode-languageserver';
import { name, version } from '../../../package.json';
import type { InitializationOptions } from '../protocol.ts';
import { clientAbilities, encodingFor, serverCapabilities } from './capabilities.ts';
import { describe } from './guard.ts';
import type { PlatformRead } from './reading.ts';

/** What differs between a process and a browser's worker. */
export interface Platform {
  /** Reads a file or folder; undefined for a URI only the client can reach. */
  readonly read: PlatformRead;
  /** Loads what serves, which is nearly everything. */
  readonly load: () => Promise<typeof import('./serve.ts')>;
}

/**
 * Greets one editor over the connection that `connect` makes with the given options, and serves it. The greeting does
 * not wait for the rest of the server, which is loaded while the editor gets ready.
 */
export function startServer(connect: (options: ConnectionOptions) => Connection, platform: Platform): void {
  let loading: Promise<void> | undefined;
  const connection = connect({
    messageStrategy: {
      // What comes too early is held back, in its order.
      handleMessage: (message, next) => (loading ? loading.then(() => next(message)) : next(message)),
    },
  });
  connection.onInitialize((params) => {
    loading = platform
      .load()
      .then(({ serve }) => serve(connection, platform, params))
      .catch((error) => connection.console.error(`The server could not be loaded: ${describe(error)}`))
      .finally(() => {
        loading = undefined;
      });
    return greeting(params);
  });
  connection.listen();
}

function greeting({ capabilities, initializationOptions }: InitializeParams): InitializeResult {
  const client = clientAbilities(capabilities, initializationOptions as InitializationOptions | undefined);
  return { capabilities: serverCapabilities(client, encodingFor(capabilities)), serverInfo: { name, version } };
}
