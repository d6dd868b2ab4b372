import { MessageType } from 'vscode-languageserver';
import { type CommandPurpose, copyCommandsCommand } from '../../protocol.ts';
import type { Server } from '../serverState.ts';

/** workspace/executeCommand, for editors that cannot copy commands themselves: they are shown, and kept in the log. */
export function serveCommands({ connection, client, log }: Server): void {
  if (client.copyCommands) return;
  connection.onExecuteCommand(({ command, arguments: given }) => {
    const lines = command === copyCommandsCommand && Array.isArray(given?.[0]) ? given[0].map(String) : [];
    if (lines.length === 0) return null;
    log.info(lines.join('\n'));
    void connection.sendNotification('window/showMessage', {
      type: MessageType.Info,
      message: `${given?.[1] === pin ? whatPins : whatMoves}\n${lines.join('\n')}`,
    });
    return null;
  });
}

const pin: CommandPurpose = 'pin';
const whatPins = 'These commands print the present revision with its hash, to be written in place of the URL:';
const whatMoves = 'Before you switch to the new configuration, copy its data as root:';
