import * as vscode from 'vscode';
import { assert } from './assert.ts';
import { closeAll, open, problem } from './example.ts';

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
});

/** All workers that the extension host starts while something is done. */
async function workersDuring(action: () => Promise<void>): Promise<readonly Worker[]> {
  const workers: Worker[] = [];
  const original = globalThis.Worker;
  globalThis.Worker = new Proxy(original, {
    construct(target, given) {
      const worker: Worker = Reflect.construct(target, given);
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
