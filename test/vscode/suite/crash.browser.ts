import * as vscode from 'vscode';
import { assert } from './assert.ts';
import { closeAll, open, problem } from './example.ts';
import { log } from './log.ts';
import { until } from './until.ts';

// There is no process to kill here; a worker that was terminated behind the client's back answers nothing any more.
suite('a server that fails', () => {
  teardown(closeAll);

  test('is replaced on demand while it hangs', async () => {
    await open('configuration.nix');
    const workers = await workersDuring(async () => {
      await vscode.commands.executeCommand('impermanence.restartServer');
      await problem('configuration.nix', 'duplicate-entry');
    });
    assert(workers.length === 1, `${workers.length} workers`);
    workers[0]?.terminate();
    await vscode.commands.executeCommand('impermanence.restartServer');
    await problem('configuration.nix', 'duplicate-entry');
  });

  test('is started again when its script could not be loaded', async () => {
    await open('configuration.nix');
    await problem('configuration.nix', 'duplicate-entry');
    const before = await starts();
    const workers = await workersDuring(
      async () => {
        await vscode.commands.executeCommand('impermanence.restartServer');
        await until('another server', async () => (await starts()) > before);
      },
      (url, count) => (count === 0 ? `${url}.gone` : url),
    );
    assert(workers.length === 2, `${workers.length} workers`);
    await problem('configuration.nix', 'duplicate-entry');
  });
});

/** How often the server was up so far. */
async function starts(): Promise<number> {
  return (await log()).split('The server was ready').length;
}

/** All workers that the extension host starts while something is done; `scriptOf` may give them another script. */
async function workersDuring(
  action: () => Promise<void>,
  scriptOf = (url: string, _count: number) => url,
): Promise<readonly Worker[]> {
  const workers: Worker[] = [];
  const original = globalThis.Worker;
  globalThis.Worker = new Proxy(original, {
    construct(target, [url, ...given]) {
      const worker: Worker = Reflect.construct(target, [scriptOf(String(url), workers.length), ...given]);
      workers.push(worker);
      return worker;
    },
  });
  try {
    await action();
  } finally {
    globalThis.Worker = original;
  }
  return workers;
}
