import { describe, expect, test } from 'vitest';
import type {
  CompletionItem,
  Diagnostic,
  DocumentSymbol,
  Hover,
  WorkspaceEdit,
  WorkspaceSymbol,
} from 'vscode-languageserver/node';
import { LineIndex } from '../../server/src/base/lines.ts';
import { type Editor, startEditor, uriOf } from './editor.ts';
import { storage, storageTwice } from './texts.ts';

const codes = (problems: readonly Diagnostic[]) => problems.map(({ code }) => code);

describe('a document that was never saved', () => {
  const uri = 'untitled:Untitled-1';

  async function open(text: string): Promise<{ editor: Editor; ask: <R>(what: string, more?: object) => Promise<R> }> {
    const editor = await startEditor({ '/p/configuration.nix': storage });
    editor.open('/untitled', text, uri);
    return {
      editor,
      ask: (what, more = {}) =>
        editor.connection.sendRequest(`textDocument/${what}`, { textDocument: { uri }, ...more }),
    };
  }

  test('is a module by itself', async () => {
    const { editor, ask } = await open(storageTwice);
    const position = new LineIndex(storageTwice).positionAt(storageTwice.indexOf('"/var/log"') + 1);
    expect(codes((await ask<{ items: Diagnostic[] }>('diagnostic')).items)).toContain('duplicate-entry');
    expect((await ask<Hover>('hover', { position })).contents).toMatchObject({
      value: expect.stringContaining('persisted directory'),
    });
    expect((await ask<CompletionItem[]>('completion', { position })).length).toBeGreaterThan(20);
    expect(await ask<DocumentSymbol[]>('documentSymbol')).toHaveLength(4);
    expect(editor.complaints).toEqual([]);
  });

  test('is renamed in by its own URI', async () => {
    const { ask } = await open(storage);
    const position = new LineIndex(storage).positionAt(storage.indexOf('"/persist" = {\n') + 2);
    const edit = await ask<WorkspaceEdit>('rename', { position, newName: '/keep' });
    expect(edit.documentChanges).toMatchObject([{ textDocument: { uri, version: 1 } }]);
  });

  test('may import what nobody knows yet', async () => {
    const { ask } = await open('{ imports = [ ./hardware.nix ./modules ]; }');
    expect((await ask<{ items: Diagnostic[] }>('diagnostic')).items).toEqual([]);
  });

  test('is forgotten when it is closed, and another one is not', async () => {
    const { editor, ask } = await open(storageTwice);
    editor.open('/other', storageTwice, 'untitled:Untitled-2');
    await ask('diagnostic');
    void editor.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
    const position = new LineIndex(storageTwice).positionAt(storageTwice.indexOf('"/var/log"') + 1);
    expect(await ask('hover', { position })).toBeNull();
    const other = { textDocument: { uri: 'untitled:Untitled-2' }, position };
    expect(await editor.connection.sendRequest('textDocument/hover', other)).not.toBeNull();
    expect(editor.published.get(uri)?.diagnostics).toEqual([]);
  });
});

describe('a document outside of all folders', () => {
  test('is taken alone, with what it imports', async () => {
    const editor = await startEditor({
      '/p/configuration.nix': '{ }',
      '/etc/nixos/configuration.nix': '{ imports = [ ./persist.nix ]; }',
      '/etc/nixos/persist.nix': storageTwice,
    });
    editor.open('/etc/nixos/configuration.nix');
    await editor.settled('/etc/nixos/configuration.nix');
    expect(codes(editor.published.get(uriOf('/etc/nixos/persist.nix'))?.diagnostics ?? [])).toContain(
      'duplicate-entry',
    );
    editor.open('/etc/nixos/persist.nix');
    expect(codes(await editor.settled('/etc/nixos/persist.nix'))).toContain('duplicate-entry');
    expect((await editor.completions('/etc/nixos/persist.nix', 'directories = [ ')).length).toBeGreaterThan(20);
  });
});

describe('folders within each other', () => {
  const files = { '/p/configuration.nix': storageTwice, '/p/sub/configuration.nix': storageTwice };
  const settings = (scope: string | undefined) =>
    scope === uriOf('/p/sub') ? { rules: { 'duplicate-entry': 'hint' }, inlayHints: { enable: false } } : {};

  test('have their own settings', async () => {
    const editor = await startEditor(files, { folders: ['/p', '/p/sub'], settings });
    const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
    const found = [];
    for (const path of Object.keys(files)) {
      editor.open(path);
      const problems = await editor.settled(path);
      const hints = await editor.about<unknown[]>('textDocument/inlayHint', path, { range });
      found.push([problems.find(({ code }) => code === 'duplicate-entry')?.severity, hints.length]);
    }
    expect(found).toEqual([
      [1, 3],
      [4, 0],
    ]);
  });

  test('share no symbols, and none is left of a folder that went', async () => {
    const editor = await startEditor(
      { ...files, '/q/configuration.nix': storage },
      { folders: ['/p', '/p/sub', '/q'] },
    );
    const symbols = async () => {
      const found = await editor.connection.sendRequest<WorkspaceSymbol[]>('workspace/symbol', { query: 'bluetooth' });
      return found.map(({ location }) => location.uri).sort();
    };
    expect(await symbols()).toEqual(
      ['/p/configuration.nix', '/p/sub/configuration.nix', '/q/configuration.nix'].map(uriOf),
    );
    void editor.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [], removed: [{ uri: uriOf('/q'), name: 'q' }] },
    });
    expect(await symbols()).toEqual(['/p/configuration.nix', '/p/sub/configuration.nix'].map(uriOf));
  });
});
