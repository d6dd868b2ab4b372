import { type Disposable, type LogOutputChannel, window } from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import { serveFiles } from './files.ts';
import { whenItEnds } from './whenItEnds.ts';

/** So many crashes within so many milliseconds are too many. */
const tooMany = 5;
const period = 3 * 60_000;

/** A server that is kept running. */
export interface KeptServer extends Disposable {
  /** Settles when the server answered its first request; rejects when it could not be started. */
  start(): Promise<void>;
  /** Replaces the server, whatever it does, by a fresh one. Settles when that is launched; what goes wrong is logged. */
  restart(): Promise<void>;
}

/**
 * Starts a server, again after a crash, and afresh on demand. A crash is only logged, since what the server knew is found
 * out anew; one that crashes again and again is left alone, and the person is told. Each server gets a client of its own
 * from `create`: one that hung or never came up leaves its client in a state that cannot be started from.
 */
export function keepServer(
  log: LogOutputChannel,
  create: (options: LanguageClientOptions) => Promise<BaseLanguageClient>,
): KeptServer {
  let crashes: readonly number[] = [];
  let abandon = () => {};
  let created: Promise<BaseLanguageClient> | undefined;
  let replacing = Promise.resolve();

  const start = async () => {
    const began = performance.now();
    const end = whenItEnds(crashed);
    abandon = end.abandon;
    created = create(end.options);
    const client = await created;
    serveFiles(client);
    await client.start();
    log.info(`The server was ready after ${(performance.now() - began).toFixed()} ms.`);
  };

  const stop = async () => {
    abandon();
    try {
      await (await created)?.stop();
    } catch (reason) {
      // It hangs, or is not even up. Its process or worker is ended when the next one is launched.
      log.warn(`The server did not stop by itself: ${reason}`);
    }
  };

  const replace = () => {
    replacing = replacing.then(stop).then(() => {
      start().catch((reason) => log.error(`The server could not be started: ${reason}`));
    });
    return replacing;
  };

  const restart = () => {
    log.info('The server is restarted.');
    crashes = [];
    return replace();
  };

  const crashed = () => {
    created = undefined;
    const now = Date.now();
    crashes = [...crashes.filter((time) => now - time < period), now];
    if (crashes.length < tooMany) {
      void replace();
      return 'The server ended by itself and is started again.';
    }
    const often = `${tooMany} times in ${period / 60_000} minutes`;
    const message = `The server ended by itself ${often} and is not started again.`;
    void tell(log, restart, message);
    return message;
  };

  return { start, restart, dispose: stop };
}

async function tell(log: LogOutputChannel, restart: () => Promise<void>, message: string): Promise<void> {
  const chosen = await window.showErrorMessage(`NixOS Impermanence: ${message}`, restartServer, showLog);
  if (chosen === restartServer) await restart();
  if (chosen === showLog) log.show();
}

const restartServer = 'Restart Server';
const showLog = 'Show Log';
