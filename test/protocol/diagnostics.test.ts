import { describe, expect, test, vi } from 'vitest';
import { DiagnosticSeverity, FileChangeType } from 'vscode-languageserver/node';
import { startEditor, uriOf } from './editor.ts';
import { storage, storageTwice } from './texts.ts';

const rules = (problems: readonly { code?: unknown }[]) => problems.map(({ code }) => code);
const none = (problems: readonly unknown[]) => problems.length === 0;
const twice = (problems: readonly { code?: unknown }[]) => rules(problems).includes('duplicate-entry');

describe('problems', () => {
  test('appear with all an editor can show, and vanish when they are repaired', async () => {
    const editor = await startEditor({ '/p/configuration.nix': storageTwice });
    editor.open('/p/configuration.nix');
    const [problem] = (await editor.problems('/p/configuration.nix', twice)).filter(
      ({ code }) => code === 'duplicate-entry',
    );
    expect(problem).toMatchObject({
      severity: DiagnosticSeverity.Error,
      source: 'impermanence',
      codeDescription: { href: expect.stringContaining('duplicate-entry') },
      data: { rule: 'duplicate-entry' },
    });
    expect(problem?.relatedInformation?.[0]?.location.uri).toBe(uriOf('/p/configuration.nix'));
    expect(editor.published.get(uriOf('/p/configuration.nix'))?.version).toBe(1);
    editor.replace('/p/configuration.nix', ' "/var/log/"', '');
    await editor.problems('/p/configuration.nix', (problems) => !twice(problems));
    expect(editor.published.get(uriOf('/p/configuration.nix'))?.version).toBe(2);
  });

  test('of closed files are told too, and of files that are gone no more', async () => {
    const editor = await startEditor({
      '/p/configuration.nix': '{ imports = [ ./persist.nix ]; }',
      '/p/persist.nix': storageTwice,
    });
    await editor.problems('/p/persist.nix', twice);
    editor.files.set('/p/persist.nix', storage);
    editor.changedOnDisk('/p/persist.nix', FileChangeType.Changed);
    await editor.problems('/p/persist.nix', (problems) => !twice(problems));
    editor.files.set('/p/configuration.nix', '{ imports = [ ./gone.nix ]; }');
    editor.files.delete('/p/persist.nix');
    editor.changedOnDisk('/p/configuration.nix', FileChangeType.Changed);
    editor.changedOnDisk('/p/persist.nix', FileChangeType.Deleted);
    await editor.problems('/p/configuration.nix', (problems) => rules(problems).includes('missing-import'));
    await editor.settled('/p/configuration.nix');
    expect(editor.published.get(uriOf('/p/persist.nix'))?.diagnostics ?? []).toEqual([]);
    editor.files.set('/p/gone.nix', '{ }');
    editor.changedOnDisk('/p/gone.nix', FileChangeType.Created);
    await editor.problems('/p/configuration.nix', (problems) => !rules(problems).includes('missing-import'));
  });

  test('a new file in the folder is seen', async () => {
    const editor = await startEditor({ '/p/configuration.nix': '{ }' });
    await editor.settled('/p/configuration.nix');
    editor.files.set('/p/sub/new.nix', '{ a = ; }');
    editor.changedOnDisk('/p/sub/new.nix', FileChangeType.Created);
    await editor.problems('/p/sub/new.nix', (problems) => rules(problems).includes('syntax-error'));
  });

  test('a folder that goes takes what was in it along, and brings it when it comes', async () => {
    const editor = await startEditor({
      '/p/configuration.nix': '{ imports = [ ./kept/persist.nix ./kept ]; }',
      '/p/kept/persist.nix': storageTwice,
      '/p/kept/default.nix': '{ }',
    });
    const missing = (problems: readonly { readonly code?: unknown }[]) =>
      problems.filter(({ code }) => code === 'missing-import').length;
    await editor.problems('/p/kept/persist.nix', twice);
    editor.files.delete('/p/kept/persist.nix');
    editor.files.delete('/p/kept/default.nix');
    editor.changedOnDisk('/p/kept', FileChangeType.Deleted);
    await editor.problems('/p/kept/persist.nix', (problems) => problems.length === 0);
    await editor.problems('/p/configuration.nix', (problems) => missing(problems) === 2);
    editor.files.set('/p/kept/persist.nix', storageTwice).set('/p/kept/default.nix', '{ }');
    editor.changedOnDisk('/p/kept', FileChangeType.Created);
    await editor.problems('/p/kept/persist.nix', twice);
    await editor.problems('/p/configuration.nix', (problems) => missing(problems) === 0);
  });

  test('data that a configuration reads is followed', async () => {
    const editor = await startEditor({
      '/p/configuration.nix':
        '{ imports = map (name: ./. + name) (builtins.fromJSON (builtins.readFile ./list.json)); }',
      '/p/list.json': '["/gone.nix"]',
    });
    const missing = (problems: readonly { readonly code?: unknown }[]) => rules(problems).includes('missing-import');
    await editor.problems('/p/configuration.nix', missing);
    editor.files.set('/p/list.json', '[]');
    editor.changedOnDisk('/p/list.json', FileChangeType.Changed);
    await editor.problems('/p/configuration.nix', (problems) => !missing(problems));
  });

  test('what comes and goes without being of interest has nothing computed', async () => {
    const editor = await startEditor({ '/p/configuration.nix': storageTwice });
    await editor.problems('/p/configuration.nix', twice);
    await editor.settled('/p/configuration.nix');
    const read = vi.spyOn(editor, 'read');
    editor.changedOnDisk('/p/build/out.log', FileChangeType.Created);
    editor.changedOnDisk('/p/build/out.log', FileChangeType.Deleted);
    await editor.settled('/p/configuration.nix');
    expect(read).not.toHaveBeenCalled();
    editor.changedOnDisk('/p/build/new.nix', FileChangeType.Created);
    await editor.settled('/p/configuration.nix');
    expect(read).toHaveBeenCalled();
  });

  test('follow the text in the editor, and that on disk when it is closed', async () => {
    const editor = await startEditor({ '/p/configuration.nix': storage });
    editor.open('/p/configuration.nix', storageTwice);
    await editor.problems('/p/configuration.nix', twice);
    editor.close('/p/configuration.nix');
    await editor.problems('/p/configuration.nix', (problems) => !twice(problems));
  });

  test.each(['utf-16', 'utf-8', 'utf-32'] as const)(
    'stand at the right place in %s, behind CRLF and other planes',
    async (encoding) => {
      const text = storageTwice.replace('directories = [', 'directories = [ /* 😀 é */').replaceAll('\n', '\r\n');
      const editor = await startEditor(
        { '/p/configuration.nix': text },
        { capabilities: { general: { positionEncodings: [encoding] } } },
      );
      expect(editor.initialized?.capabilities.positionEncoding).toBe(encoding);
      const found = await editor.problems('/p/configuration.nix', twice);
      const range = found.find(({ code }) => code === 'duplicate-entry')?.range;
      const line = text.split('\r\n')[range?.start.line ?? 0] ?? '';
      const units = { 'utf-16': line, 'utf-8': Buffer.from(line), 'utf-32': [...line] }[encoding];
      const piece = units.slice(range?.start.character, range?.end.character);
      expect(Array.isArray(piece) ? piece.join('') : String(piece)).toMatch(/^"\/var\/log\/?"$/);
    },
  );

  test('of a file that is not text stand at its beginning', async () => {
    const editor = await startEditor({
      '/p/configuration.nix': '{ imports = [ ./b.nix ]; }',
      '/p/b.nix': new Uint8Array([0xff, 0xfe, 0x00]),
    });
    const [problem] = await editor.problems('/p/b.nix', (problems) => problems.length > 0);
    expect(problem).toMatchObject({
      message: 'This file is not UTF-8 text',
      range: { start: { line: 0, character: 0 } },
    });
  });

  test('are the same when the editor has to read the files', async () => {
    const files = { '/p/configuration.nix': '{ imports = [ ./a ]; }', '/p/a/default.nix': storageTwice };
    const editor = await startEditor(files, { reads: 'editor' });
    await editor.problems('/p/a/default.nix', twice);
  });

  test('are given to an editor that asks, and not pushed to it', async () => {
    const editor = await startEditor(
      { '/p/configuration.nix': storageTwice },
      { capabilities: { textDocument: { diagnostic: {} } } },
    );
    editor.open('/p/configuration.nix');
    expect(editor.initialized?.capabilities.diagnosticProvider).toBeDefined();
    expect(rules(await editor.settled('/p/configuration.nix'))).toContain('duplicate-entry');
    const report = await editor.connection.sendRequest<{ items: { uri: string; items: { code: string }[] }[] }>(
      'workspace/diagnostic',
      { previousResultIds: [] },
    );
    expect(report.items.map(({ uri }) => uri)).toEqual([uriOf('/p/configuration.nix')]);
    expect(editor.history).toEqual([]);
  });

  test('have all that an editor that asks can show', async () => {
    const diagnostic = { relatedInformation: true, codeDescriptionSupport: true };
    const editor = await startEditor(
      { '/p/configuration.nix': storageTwice },
      { capabilities: { textDocument: { diagnostic } } },
    );
    editor.open('/p/configuration.nix');
    const found = (await editor.settled('/p/configuration.nix')).find(({ code }) => code === 'duplicate-entry');
    expect(found?.codeDescription?.href).toMatch(/^https:/);
    expect(found?.relatedInformation).toHaveLength(1);
  });
});

describe('folders', () => {
  const files = {
    '/p/configuration.nix': storage,
    '/q/configuration.nix': storageTwice,
    '/loose/persist.nix': storageTwice,
  };

  test('several at once, each by itself', async () => {
    const editor = await startEditor(files, { folders: ['/p', '/q'] });
    await editor.problems('/q/configuration.nix', twice);
    expect(rules(await editor.settled('/p/configuration.nix'))).not.toContain('duplicate-entry');
  });

  test('that come and go', async () => {
    const editor = await startEditor(files);
    await editor.settled('/p/configuration.nix');
    const folder = { uri: uriOf('/q'), name: 'q' };
    const change = (added: object[], removed: object[]) =>
      editor.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event: { added, removed } });
    void change([folder], []);
    await editor.problems('/q/configuration.nix', twice);
    void change([], [folder]);
    await editor.problems('/q/configuration.nix', none);
  });

  test('a file outside of all is taken by itself while it is open', async () => {
    const editor = await startEditor(files);
    editor.open('/loose/persist.nix');
    await editor.problems('/loose/persist.nix', twice);
    editor.close('/loose/persist.nix');
    await editor.problems('/loose/persist.nix', none);
  });

  test('an editor without folders', async () => {
    const editor = await startEditor(files, { folders: [] });
    editor.open('/q/configuration.nix');
    await editor.problems('/q/configuration.nix', twice);
  });
});
