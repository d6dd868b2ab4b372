import { env, window, workspace } from 'vscode';

/**
 * Offers shell commands that a person has to run on the machine after a refactoring: to copy, or to look at. Nothing here
 * runs them. Anything but a list of texts is ignored.
 */
export async function copyCommands(given: unknown): Promise<void> {
  const lines = Array.isArray(given) ? given.filter((line): line is string => typeof line === 'string') : [];
  if (lines.length === 0) return;
  const message =
    'What this changes lies elsewhere on the machine afterwards. Copy the data yourself before the next switch.';
  const chosen = await window.showInformationMessage(message, copy, show);
  const script = `${lines.join('\n')}\n`;
  if (chosen === copy) await env.clipboard.writeText(script);
  if (chosen === show) {
    const document = await workspace.openTextDocument({ language: 'shellscript', content: script });
    await window.showTextDocument(document, { preview: true });
  }
}

const copy = 'Copy Commands';
const show = 'Show Commands';
