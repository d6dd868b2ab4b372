import { describe, expect, test } from 'vitest';
import { startEditor, uriOf } from './editor.ts';
import { storageTwice } from './texts.ts';

const severity = (of: number) => (problems: readonly { code?: unknown; severity?: number | undefined }[]) =>
  problems.some((problem) => problem.code === 'duplicate-entry' && problem.severity === of);
const files = { '/p/configuration.nix': storageTwice };

describe('settings', () => {
  test('are asked for before the first answer, and again when they change', async () => {
    const editor = await startEditor(files, { settings: () => ({ rules: { 'duplicate-entry': 'hint' } }) });
    await editor.problems('/p/configuration.nix', severity(4));
    expect(editor.history.every(({ diagnostics }) => !severity(1)(diagnostics))).toBe(true);
    expect(editor.registered).toEqual(
      expect.arrayContaining(['workspace/didChangeConfiguration', 'workspace/didChangeWatchedFiles']),
    );
    editor.settings = () => ({ rules: { 'duplicate-entry': 'off' } });
    void editor.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await editor.problems('/p/configuration.nix', (problems) =>
      problems.every(({ code }) => code !== 'duplicate-entry'),
    );
  });

  test('are those of each folder', async () => {
    const editor = await startEditor(
      { ...files, '/q/configuration.nix': storageTwice },
      {
        folders: ['/p', '/q'],
        settings: (scope) => (scope === uriOf('/q') ? { rules: { 'duplicate-entry': 'warning' } } : {}),
      },
    );
    await editor.problems('/p/configuration.nix', severity(1));
    await editor.problems('/q/configuration.nix', severity(2));
  });

  test('sent along by an editor that cannot be asked', async () => {
    const editor = await startEditor(files, { capabilities: { workspace: {} } });
    await editor.problems('/p/configuration.nix', severity(1));
    void editor.connection.sendNotification('workspace/didChangeConfiguration', {
      settings: { impermanence: { rules: { 'duplicate-entry': 'info' } } },
    });
    await editor.problems('/p/configuration.nix', severity(3));
  });

  test('of the wrong type are said once each, and their defaults hold', async () => {
    const malformed = {
      rules: { 'duplicate-entry': 'loud', 'no-such-rule': 'off', 'tmpfs-size': 'off' },
      exclude: '**/old',
    };
    const editor = await startEditor(files, { settings: () => malformed });
    await editor.problems('/p/configuration.nix', severity(1));
    void editor.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await editor.settled('/p/configuration.nix');
    expect(editor.messages.map(({ message }) => message)).toEqual([
      'Impermanence: the setting impermanence.rules.duplicate-entry must be one of off, hint, info, warning, error, not "loud"',
      'Impermanence: impermanence.rules: there is no rule "no-such-rule"',
      'Impermanence: the setting impermanence.exclude must be a list of strings, not "**/old"',
    ]);
    expect(editor.complaints.map((message) => `Impermanence: ${message}`)).toEqual(
      editor.messages.map(({ message }) => message),
    );
  });

  test('that are no object at all', async () => {
    const editor = await startEditor(files, { settings: () => 'yes' });
    await editor.problems('/p/configuration.nix', severity(1));
    expect(editor.messages.map(({ message }) => message)).toEqual([
      'Impermanence: the setting impermanence must be an object, not "yes"',
    ]);
  });
});
