import * as vscode from 'vscode';
import { assert } from './assert.ts';
import { closeAll, extension } from './example.ts';
import { log } from './log.ts';
import { until } from './until.ts';

suite('startup', () => {
  teardown(closeAll);

  // Only told: on a machine that does other things as well no figure would be too large.
  test('VS Code tells how long the activation took', async () => {
    const { exports, id } = await extension();
    const ready = await exports.ready;
    await vscode.commands.executeCommand('perfview.show');
    const row = await until('the page of startup times', () => rowOf(id), 5).catch(() => undefined);
    const told = row ? activation(row) : 'activation unknown to this VS Code';
    console.log(`note ${told}, server ready after ${ready.toFixed()} ms beside the start of VS Code itself`);
    // In a browser without terminals older ones wait for these for ever.
    assert(row || vscode.version < '1.92', 'VS Code does not tell');
  });

  test('the log tells how long each start of the server took', async () => {
    // In a worker the log does not always show the later ones in time; nothing is measured there that a process does not tell.
    if ((await extension()).exports.host !== 'node') return;
    const before = await until('the first start', async () => startTimes(await log()).length);
    for (let starts = 1; starts <= 5; starts++) {
      await vscode.commands.executeCommand('impermanence.restartServer');
      await until('another server', async () => startTimes(await log()).length === before + starts);
    }
    console.log(
      `note server ready in a VS Code that is up after ${startTimes(await log())
        .slice(before)
        .join(', ')} ms`,
    );
  });
});

/** The milliseconds of each start, in their order. */
function startTimes(text: string): readonly number[] {
  return [...text.matchAll(/The server was ready after (\d+) ms/g)].map(([, time]) => Number(time));
}

/** The row of an extension in the table of activation times. */
function rowOf(id: string): string | undefined {
  const page = vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'perf')?.getText();
  return page?.split('\n').find((line) => line.startsWith(`| ${id} `));
}

function activation(row: string): string {
  const [, , , load, call, finish] = row.split('|').map((cell) => cell.trim());
  const time = Number(load) + Number(call) + Number(finish);
  assert(Number.isFinite(time), row);
  return `activation ${time} ms (code ${load} ms, activate ${call} ms)`;
}
