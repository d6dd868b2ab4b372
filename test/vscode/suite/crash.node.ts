import { readdirSync, readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { hovers } from './asking.ts';
import { assert } from './assert.ts';
import { closeAll, noProblem, open, problem, rangeOf, replace } from './example.ts';
import { log } from './log.ts';
import { until } from './until.ts';

// Linux tells in /proc which processes the extension host started.
(process.platform === 'linux' ? suite : suite.skip)('a server that fails', () => {
  teardown(closeAll);

  test('is started again after a crash, and knows what was typed meanwhile', async () => {
    const document = await open('configuration.nix');
    await problem('configuration.nix', 'duplicate-entry');
    const former = await onlyServer();
    process.kill(former, 'SIGKILL');
    const { start } = rangeOf(document, '      "/var/log/"\n');
    await replace(document, document.lineAt(start.line).rangeIncludingLineBreak, '');
    await until('another server', async () => (await onlyServer()) !== former);
    await problem('configuration.nix', 'unpinned-tarball');
    await noProblem('configuration.nix', 'duplicate-entry');
    await hovers(document, rangeOf(document, 'hideMounts').start, /bool/i);
  });

  test('is started again when it ends before it is up', async () => {
    await open('configuration.nix');
    await problem('configuration.nix', 'duplicate-entry');
    process.kill(await onlyServer(), 'SIGKILL');
    await noProblem('configuration.nix', 'duplicate-entry');
    process.kill(await onlyServer(), 'SIGKILL');
    await problem('configuration.nix', 'duplicate-entry');
  });

  test('is replaced on demand while it hangs', async () => {
    await open('configuration.nix');
    await problem('configuration.nix', 'duplicate-entry');
    const former = await onlyServer();
    process.kill(former, 'SIGSTOP');
    await vscode.commands.executeCommand('impermanence.restartServer');
    await until('another server', async () => (await onlyServer()) !== former);
    await problem('configuration.nix', 'duplicate-entry');
  });

  test('is left alone when it crashes again and again, until the person has it started', async () => {
    await open('configuration.nix');
    for (let crashes = 0; crashes < 5; crashes++) {
      await problem('configuration.nix', 'duplicate-entry');
      process.kill(await onlyServer(), 'SIGKILL');
      await noProblem('configuration.nix', 'duplicate-entry');
    }
    const text = await until('a word about it', async () => {
      const found = await log();
      return found.includes('is not started again') && found;
    });
    assert(/The server ended by itself 5 times in 3 minutes/.test(text), text);
    assert(servers().length === 0, `there are ${servers().join(' ')}`);
    // The button Restart Server of the message.
    await until('a server', async () => {
      await vscode.commands.executeCommand('notification.acceptPrimaryAction');
      return servers().length === 1;
    });
    await problem('configuration.nix', 'duplicate-entry');
  });
});

/** The process of the server, as soon as there is exactly one. */
async function onlyServer(): Promise<number> {
  return await until('one server', () => {
    const found = servers();
    if (found.length !== 1) throw new Error(`there are ${found.length}`);
    return found[0];
  });
}

/** All processes of the server that live. */
function servers(): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => isServer(pid));
}

function isServer(pid: number): boolean {
  try {
    const [state, parent] = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return Number(parent) === process.pid && state !== 'Z' && command.includes('dist/server.js');
  } catch {
    // It ended just now.
    return false;
  }
}
