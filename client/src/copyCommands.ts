import { env, type LogOutputChannel, window, workspace } from 'vscode';
import type { CommandPurpose } from '../../server/src/protocol.ts';

/**
 * Offers shell commands that a person has to run on the machine: to copy, or to look at. Nothing here runs them. A message
 * goes by, so the log keeps them as well. Anything but a list of texts is ignored; without a purpose they move data.
 */
export async function copyCommands(given: unknown, purpose: unknown, log: LogOutputChannel): Promise<void> {
  const lines = Array.isArray(given) ? given.filter((line): line is string => typeof line === 'string') : [];
  if (lines.length === 0) return;
  const { what, how } = texts[purpose === pin ? pin : 'move'];
  const script = `${lines.join('\n')}\n`;
  log.info(`${what} ${how}\n${script}`);
  const ask = purpose === pin ? window.showInformationMessage : window.showWarningMessage;
  const chosen = await ask(`${what} ${how}`, copy, show);
  if (chosen === copy) await env.clipboard.writeText(script);
  if (chosen === show) {
    const document = await workspace.openTextDocument({
      language: 'shellscript',
      content: `# ${what}\n# ${how}\n${script}`,
    });
    await window.showTextDocument(document, { preview: true });
  }
}

const pin: CommandPurpose = 'pin';

const texts: Readonly<Record<CommandPurpose, { readonly what: string; readonly how: string }>> = {
  move: {
    what: 'With this change data is looked for in another place.',
    how: 'Copy it there yourself, as root, before you switch to the new configuration.',
  },
  pin: {
    what: 'Revision and hash can only be asked from the network.',
    how: 'Run these commands yourself, and write the set that they print in place of the URL.',
  },
};
const copy = 'Copy Commands';
const show = 'Show Commands';
