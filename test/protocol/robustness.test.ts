import { afterEach, describe, expect, test, vi } from 'vitest';
import { CancellationTokenSource } from 'vscode-languageserver/node';
import * as hovering from '../../server/src/features/hover.ts';
import { readDirectoryRequest, readFileRequest } from '../../server/src/protocol.ts';
import { startEditor, uriOf } from './editor.ts';
import { storage, storageTwice } from './texts.ts';

vi.mock('../../server/src/features/hover.ts', { spy: true });

afterEach(() => {
  vi.restoreAllMocks();
});

const files = { '/p/configuration.nix': storage };

describe('a server', () => {
  test('greets before it is loaded, and answers then what was asked meanwhile', async () => {
    let goOn = () => {};
    const told = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const load = () => told.then(() => import('../../server/src/lsp/serve.ts'));
    const editor = await startEditor(files, { load });
    expect(editor.initialized?.capabilities.hoverProvider).toBe(true);
    editor.open('/p/configuration.nix', storageTwice);
    const answered = vi.fn();
    const hover = editor.hover('/p/configuration.nix', 'neededForBoot').finally(answered);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(answered).not.toHaveBeenCalled();
    goOn();
    expect(await hover).not.toBeNull();
    expect((await editor.settled('/p/configuration.nix')).map(({ code }) => code)).toContain('duplicate-entry');
  });

  test('says so where it cannot be loaded, and ends when it is told to', async () => {
    const editor = await startEditor(files, { load: () => Promise.reject(new Error('no such file')) });
    await editor.connection.sendRequest('shutdown');
    expect(editor.complaints).toEqual([expect.stringMatching(/^The server could not be loaded: Error: no such file/)]);
  });

  test('answers with nothing and one line in the log where a feature has a bug, and goes on', async () => {
    const editor = await startEditor(files);
    editor.open('/p/configuration.nix');
    vi.mocked(hovering.hover).mockImplementationOnce(() => {
      throw new Error('out of luck');
    });
    expect(await editor.hover('/p/configuration.nix', 'neededForBoot')).toBeNull();
    expect(editor.log.filter(({ message }) => message.includes('out of luck'))).toHaveLength(1);
    expect(await editor.hover('/p/configuration.nix', 'neededForBoot')).not.toBeNull();
  });

  test('answers requests about documents it does not know with nothing', async () => {
    const editor = await startEditor(files);
    const asked = ['/p/absent.nix', '/nowhere/a.nix', '/p/flake.lock'].map((path) =>
      editor.connection.sendRequest('textDocument/hover', {
        textDocument: { uri: uriOf(path) },
        position: { line: 3, character: 3 },
      }),
    );
    expect(await Promise.all(asked)).toEqual([null, null, null]);
  });

  test('knows nothing of files where the editor has nothing to say of them', async () => {
    const editor = await startEditor({}, { reads: 'editor' });
    editor.connection.onRequest(readFileRequest, () => null);
    editor.connection.onRequest(readDirectoryRequest, () => null);
    editor.open('/p/configuration.nix', storageTwice);
    const problems = await editor.settled('/p/configuration.nix');
    expect(problems.map(({ code }) => code)).toContain('duplicate-entry');
    expect(editor.complaints).toEqual([]);
  });

  test('bears changes of documents that are not open and positions that are not there', async () => {
    const editor = await startEditor(files);
    void editor.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: uriOf('/p/configuration.nix'), version: 7 },
      contentChanges: [{ text: 'x' }],
    });
    editor.open('/p/configuration.nix');
    const far = await editor.connection.sendRequest('textDocument/hover', {
      textDocument: { uri: uriOf('/p/configuration.nix') },
      position: { line: 9999, character: 9999 },
    });
    expect(far).toBeNull();
    expect(editor.complaints).toEqual([`change of a document that is not open: ${uriOf('/p/configuration.nix')}`]);
  });

  test('forgets a request that is cancelled', async () => {
    const editor = await startEditor(files);
    const source = new CancellationTokenSource();
    const answer = editor.connection.sendRequest(
      'textDocument/hover',
      { textDocument: { uri: uriOf('/p/configuration.nix') }, position: { line: 1, character: 4 } },
      source.token,
    );
    source.cancel();
    await expect(answer).rejects.toMatchObject({ code: -32800 });
  });

  test('takes changes in the order they come, whatever it is busy with', async () => {
    const editor = await startEditor({ '/p/configuration.nix': storageTwice });
    editor.open('/p/configuration.nix');
    for (let round = 0; round < 40; round++) {
      editor.replace(
        '/p/configuration.nix',
        round % 2 ? '"/var/log"' : '"/var/log/"',
        round % 2 ? '"/var/log/"' : '"/var/log"',
      );
    }
    const settled = await editor.settled('/p/configuration.nix');
    expect(settled.filter(({ code }) => code === 'duplicate-entry')).toHaveLength(1);
    expect(editor.published.get(uriOf('/p/configuration.nix'))?.version).toBe(41);
  });

  test('answers about a file before those that its hosts do not need are read', async () => {
    const editor = await startEditor({ ...files, '/p/slow/never.nix': '{ }' }, { hangs: ['/p/slow'] });
    editor.open('/p/configuration.nix');
    expect(await editor.hover('/p/configuration.nix', 'neededForBoot')).not.toBeNull();
    expect(editor.history).toEqual([]);
  });

  test('sees a document that was never saved', async () => {
    const editor = await startEditor(files);
    editor.open('/p/new.nix', '{ a = ; }');
    await editor.problems('/p/new.nix', (problems) => problems.some(({ code }) => code === 'syntax-error'));
  });

  test('shuts down when it is told to', async () => {
    const editor = await startEditor(files);
    expect(await editor.connection.sendRequest('shutdown')).toBeNull();
  });

  test('shows progress where the first analysis takes long and the editor can show it', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 150 }, (_, n) => [`/p/m${n}.nix`, storage.replaceAll('/persist', `/persist${n}`)]),
    );
    const editor = await startEditor({ ...files, ...many }, { capabilities: { window: { workDoneProgress: true } } });
    const began = new Promise((resolve) => {
      editor.connection.onRequest('window/workDoneProgress/create', ({ token }: { token: string }) => {
        editor.connection.onProgress({ __: [undefined, undefined] } as never, token, resolve);
        return null;
      });
    });
    expect(await began).toMatchObject({ kind: 'begin' });
    await editor.settled('/p/configuration.nix');
  });
});
