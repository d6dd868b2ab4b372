import { type ChildProcess, fork } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Disposable, LogOutputChannel } from 'vscode';
import { serverFlags } from '../../server/src/protocol.ts';

/** Starts processes of the server, of which one lives at a time. */
export interface ServerProcesses extends Disposable {
  /** Starts a process that talks over Node's IPC, and ends the one before. What it writes to stderr goes to the log. */
  launch(log: LogOutputChannel): ChildProcess;
}

/** `script`: absolute path of the server. */
export function serverProcesses(script: string): ServerProcesses {
  let former: ChildProcess | undefined;
  // It may hang, so it is not asked; it keeps nothing that could be lost.
  const end = () => void former?.kill('SIGKILL');
  return {
    launch(log) {
      end();
      const child = fork(script, ['--node-ipc', `--clientProcessId=${process.pid}`], {
        execArgv: isDebugged() ? [...serverFlags, '--nolazy', '--inspect=6009'] : [...serverFlags],
        // In a VS Code for the desktop the executable is Electron.
        env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', ELECTRON_NO_ASAR: '1' },
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      });
      child.on('error', (error) => log.error(`The process of the server: ${error.message}`));
      if (child.stderr) createInterface(child.stderr).on('line', (line) => log.error(line));
      former = child;
      return child;
    },
    dispose: end,
  };
}

/** Whether a debugger is attached to the extension host; then it can be attached to the server, too. */
function isDebugged(): boolean {
  return process.execArgv.some((argument) => /^--(inspect|debug)/.test(argument));
}
