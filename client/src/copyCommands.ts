import { env, type LogOutputChannel, window, workspace } from 'vscode';

/**
 * Offers shell commands that a person has to run on the machine after a refactoring: to copy, or to look at. Nothing here
 * runs them. A message goes by, so the log keeps them as well. Anything but a list of texts is ignored.
 */
export async function copyCommands(given: unknown, log: LogOutputChannel): Promise<void> {
  const lines = Array.isArray(given) ? given.filter((line): line is string => typeof line === 'string') : [];
  if (lines.length === 0) return;
  const script = `${lines.join('\n')}\n`;
  log.info(`${what} ${how}\n${script}`);
  const chosen = await window.showWarningMessage(`${what} ${how}`, copy, show);
  if (chosen === copy) await env.clipboard.writeText(script);
  if (chosen === show) {
    const document = await workspace.openTextDocument({
      language: 'shellscript',
      content: `# ${what}\n# ${how}\n${script}`,
    });
    await window.showTextDocument(document, { preview: true });
  }
}

const what = 'With this change data is looked for in another place.';
const how = 'Copy it there yourself, as root, before you switch to the new configuration.';
const copy = 'Copy Commands';
const show = 'Show Commands';
