import { describe, expect, test } from 'vitest';
import type {
  CodeLens,
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  InlayHint,
  Location,
  LocationLink,
  SelectionRange,
  SemanticTokens,
  SemanticTokensDelta,
  WorkspaceEdit,
  WorkspaceSymbol,
} from 'vscode-languageserver/node';
import { type Editor, startEditor, uriOf } from './editor.ts';
import { storage } from './texts.ts';

const main = '/p/configuration.nix';
const files = { [main]: `{ imports = [ ./persist.nix ]; }\n`, '/p/persist.nix': storage };

async function open(path = '/p/persist.nix', settings?: () => unknown): Promise<Editor> {
  const editor = await startEditor(files, settings ? { settings } : {});
  editor.open(path);
  return editor;
}

describe('navigation', () => {
  test('definition', async () => {
    const editor = await open();
    const links = await editor.at<LocationLink[]>('textDocument/definition', '/p/persist.nix', '"Documents"', 2);
    expect(links.map(({ targetUri }) => targetUri)).toContain(uriOf('/p/persist.nix'));
    expect(links[0]?.originSelectionRange).toEqual({
      start: editor.position('/p/persist.nix', '"Documents"'),
      end: editor.position('/p/persist.nix', '"Documents"', '"Documents"'.length),
    });
  });

  test('definition for an editor that knows locations only', async () => {
    const editor = await startEditor(files, { capabilities: { textDocument: {} } });
    editor.open(main);
    const [location] = await editor.at<Location[]>('textDocument/definition', main, './persist.nix', 3);
    expect(location).toEqual({
      uri: uriOf('/p/persist.nix'),
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
    });
  });

  test('references', async () => {
    const editor = await open();
    const found = await editor.at<Location[]>('textDocument/references', '/p/persist.nix', '"/persist" = {\n', 2, {
      context: { includeDeclaration: true },
    });
    expect(found).toHaveLength(2);
  });

  test('rename, with the name to change shown before', async () => {
    const editor = await open();
    const prepared = await editor.at<{ placeholder: string }>(
      'textDocument/prepareRename',
      '/p/persist.nix',
      '"/persist" = {\n',
      2,
    );
    expect(prepared.placeholder).toBe('/persist');
    const edit = await editor.at<WorkspaceEdit>('textDocument/rename', '/p/persist.nix', '"/persist" = {\n', 2, {
      newName: '/keep',
    });
    editor.apply(edit);
    expect(editor.text('/p/persist.nix')).toContain('fileSystems."/keep"');
    expect(editor.text('/p/persist.nix')).not.toContain('"/persist"');
  });

  test('rename says why it cannot be done', async () => {
    const editor = await open();
    const refused = editor.at('textDocument/rename', '/p/persist.nix', '"/persist" = {\n', 2, { newName: 'keep' });
    await expect(refused).rejects.toThrow('A store has an absolute path.');
    expect(await editor.at('textDocument/prepareRename', '/p/persist.nix', 'uid', 1)).toBeNull();
  });

  test('symbols of a document and of the workspace', async () => {
    const editor = await open();
    const symbols = await editor.about<DocumentSymbol[]>('textDocument/documentSymbol', '/p/persist.nix');
    expect(symbols.map(({ name }) => name)).toEqual(['/', '/persist', 'bird', '/persist']);
    expect(symbols[3]?.children?.map(({ name }) => name)).toContain('/home/bird/Documents');
    const found = await editor.connection.sendRequest<WorkspaceSymbol[]>('workspace/symbol', { query: 'bluetooth' });
    expect(found).toMatchObject([{ name: '/var/lib/bluetooth', location: { uri: uriOf('/p/persist.nix') } }]);
  });
});

describe('structure', () => {
  test('folding', async () => {
    const editor = await open();
    const ranges = await editor.about<FoldingRange[]>('textDocument/foldingRange', '/p/persist.nix');
    expect(ranges).toContainEqual({ startLine: 4, endLine: 7 });
  });

  test('selection', async () => {
    const editor = await open();
    const position = editor.position('/p/persist.nix', 'Documents', 2);
    const [range] = await editor.about<SelectionRange[]>('textDocument/selectionRange', '/p/persist.nix', {
      positions: [position],
    });
    expect(range?.range.start).toEqual(editor.position('/p/persist.nix', 'Documents'));
    expect(range?.parent?.range.start).toEqual(editor.position('/p/persist.nix', '"Documents'));
    const ranges: string[] = [];
    for (let each = range; each; each = each.parent) ranges.push(JSON.stringify(each.range));
    expect(ranges).toEqual([...new Set(ranges)]);
  });

  test('links', async () => {
    const editor = await open(main);
    const [link] = await editor.about<DocumentLink[]>('textDocument/documentLink', main);
    expect(link?.target).toBe(uriOf('/p/persist.nix'));
  });
});

describe('decorations', () => {
  const whole = { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } };

  test('hints', async () => {
    const editor = await open();
    const hints = await editor.about<InlayHint[]>('textDocument/inlayHint', '/p/persist.nix', { range: whole });
    expect(hints.map(({ label }) => label)).toEqual(['= bind', '→ /home/bird/Documents']);
  });

  test('lenses', async () => {
    const editor = await open();
    const lenses = await editor.about<CodeLens[]>('textDocument/codeLens', '/p/persist.nix');
    expect(lenses.map(({ command }) => command?.title)).toEqual(['4 directories, 1 file → /persist (ext4, early)']);
    // For clients that have something to show for it; a text without a command for all others.
    expect(lenses[0]).toMatchObject({ data: { kind: 'store', name: '/persist' }, command: { command: '' } });
  });

  test('tokens, and then only what changed', async () => {
    const editor = await open();
    const full = await editor.about<SemanticTokens>('textDocument/semanticTokens/full', '/p/persist.nix');
    expect(full.data.length).toBe(5 * 8);
    editor.replace('/p/persist.nix', '"Documents"', '"Documents" "Music"');
    await editor.settled('/p/persist.nix');
    const delta = await editor.about<SemanticTokensDelta>('textDocument/semanticTokens/full/delta', '/p/persist.nix', {
      previousResultId: full.resultId,
    });
    expect(delta.edits).toEqual([{ start: 40, deleteCount: 0, data: [0, 12, 7, 0, 0] }]);
  });

  test('are left out where they are turned off', async () => {
    const editor = await open('/p/persist.nix', () => ({
      inlayHints: { enable: false },
      'codeLens.enable': false,
      semanticTokens: { enable: false },
    }));
    expect(await editor.about('textDocument/inlayHint', '/p/persist.nix', { range: whole })).toEqual([]);
    expect(await editor.about('textDocument/codeLens', '/p/persist.nix')).toEqual([]);
    expect(await editor.about('textDocument/semanticTokens/full', '/p/persist.nix')).toMatchObject({ data: [] });
  });

  test('are asked for again when another file changes what they say', async () => {
    const editor = await startEditor(files, {
      capabilities: { workspace: { inlayHint: { refreshSupport: true }, codeLens: { refreshSupport: true } } },
    });
    const asked: string[] = [];
    for (const method of [
      'workspace/inlayHint/refresh',
      'workspace/codeLens/refresh',
      'workspace/semanticTokens/refresh',
    ]) {
      editor.connection.onRequest(method, () => {
        asked.push(method);
        return null;
      });
    }
    editor.open('/p/persist.nix');
    await editor.settled('/p/persist.nix');
    asked.length = 0;
    editor.replace('/p/persist.nix', '{ ... }:', '{ ... }: # a comment\n');
    await editor.settled('/p/persist.nix');
    expect(asked).toEqual([]);
    editor.files.set(main, '{ imports = [ ./persist.nix ]; users.users.bird.home = "/srv/bird"; }');
    editor.changedOnDisk(main, 2);
    await editor.settled('/p/persist.nix');
    expect(asked).toEqual(['workspace/inlayHint/refresh', 'workspace/codeLens/refresh']);
  });
});
