import { setImmediate } from 'node:timers/promises';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import { readFromDisk } from '../workspace/disk.node.ts';
import { describe } from './guard.ts';
import { startServer } from './server.ts';

/** Entry point as a process: `--stdio`, `--node-ipc` or `--socket=PORT`. Files on disk are read here, others by the client. */
// A bug somewhere in a promise must not take the server away from the person who types.
process.on('unhandledRejection', (error) => process.stderr.write(`nixos-impermanence: ${describe(error)}\n`));

try {
  startServer((options) => createConnection(ProposedFeatures.all, options), {
    read: async (uri) => {
      const { scheme, authority, path } = URI.parse(uri);
      return scheme === 'file' && authority === '' ? readFromDisk(path) : undefined;
    },
    load: async () => {
      // The greeting is sent in the second turn from here.
      for (let turns = 0; turns < 3; turns++) await setImmediate();
      return import('./serve.ts');
    },
  });
} catch (error) {
  process.stderr.write(`nixos-impermanence: ${describe(error)}\n`);
  process.exitCode = 2;
}
