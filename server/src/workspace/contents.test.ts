import { describe, expect, test } from 'vitest';
import { ContentStore } from './contents.ts';
import { exclusion } from './exclusion.ts';
import { nixFilesBelow, projectRoots } from './projectFiles.ts';
import { ReadLog, recordingSources } from './reads.ts';
import { wantedBy } from './wanted.ts';

const nothing = () => false;

describe('contents', () => {
  test('a picture does not change with the store', () => {
    const store = new ContentStore();
    store.setFile('/p/a.nix', '1');
    const before = store.take(nothing);
    store.setFile('/p/a.nix', '2');
    store.setMissing('/p/b.nix');
    expect(before.at('/p/a.nix')).toMatchObject({ file: { text: '1' } });
    expect(before.at('/p/b.nix')).toBeUndefined();
    expect(store.take(nothing).at('/p/a.nix')).toMatchObject({ file: { text: '2' } });
  });

  test('what is told again keeps its identity', () => {
    const store = new ContentStore();
    store.setFile('/p/a.nix', '1');
    store.setDirectory('/p', new Map([['a.nix', 'regular']]));
    const [file, folder] = [store.take(nothing).at('/p/a.nix'), store.take(nothing).at('/p')];
    const { version } = store;
    store.setFile('/p/a.nix', '1');
    store.setDirectory('/p', new Map([['a.nix', 'regular']]));
    expect(store.take(nothing).at('/p/a.nix')).toBe(file);
    expect(store.take(nothing).at('/p')).toBe(folder);
    expect(store.version).toBe(version);
  });

  test('a comment changes the tree and not the summary', () => {
    const store = new ContentStore();
    const nix = () => {
      const content = store.take(nothing).at('/a.nix');
      return content?.kind === 'file' ? content.file.nix : undefined;
    };
    store.setFile('/a.nix', '{ a = [ "x" ]; }');
    const before = nix();
    store.setFile('/a.nix', '# why\n{ a = [ "x" ]; }');
    const commented = nix();
    expect(commented?.summary).toBe(before?.summary);
    expect(commented?.tree).not.toBe(before?.tree);
    store.setFile('/a.nix', '# why\n{ a = [ "y" ]; }');
    expect(nix()?.summary).not.toBe(before?.summary);
  });

  test('the barrier holds over texts that nobody looked at', () => {
    const store = new ContentStore();
    const summary = () => {
      const content = store.take(nothing).at('/a.nix');
      return content?.kind === 'file' ? content.file.nix?.summary : undefined;
    };
    store.setFile('/a.nix', '{ a = 1; }');
    const before = summary();
    store.setFile('/a.nix', '{ a = ; }');
    store.setFile('/a.nix', '{ a = 1; } # back');
    expect(summary()).toBe(before);
  });

  test('a folder that is listed tells what is not in it', () => {
    const store = new ContentStore();
    store.setDirectory(
      '/p',
      new Map([
        ['a.nix', 'regular'],
        ['sub', 'directory'],
        ['link', 'symlink'],
      ]),
    );
    const contents = store.take(nothing);
    expect(contents.at('/p/b.nix')).toEqual({ kind: 'missing' });
    expect(contents.at('/p/b/c/d.nix')).toEqual({ kind: 'missing' });
    expect(['a.nix', 'sub', 'b.nix', 'link'].map((name) => contents.kindOf(`/p/${name}`))).toEqual([
      'file',
      'directory',
      'missing',
      undefined,
    ]);
    expect(contents.at('/p/a.nix')).toBeUndefined();
  });
});

describe('exclusion', () => {
  const excluded = exclusion('/home/result', ['**/.git', '**/result*', '**/node_modules', 'old/*.nix']);

  test.each([
    ['/home/result', false],
    ['/home', false],
    ['/home/result/a.nix', false],
    ['/home/result/.git', true],
    ['/home/result/.git/config', true],
    ['/home/result/sub/result-1', true],
    ['/home/result/sub/result-1/x/y.nix', true],
    ['/home/result/old/a.nix', true],
    ['/home/result/older/a.nix', false],
    ['/elsewhere/node_modules/a.nix', true],
  ])('%s: %s', (path, expected) => {
    expect(excluded(path)).toBe(expected);
  });

  test('folders are not listed, files cannot be read', () => {
    const store = new ContentStore();
    store.setDirectory(
      '/p',
      new Map([
        ['.git', 'directory'],
        ['result', 'symlink'],
        ['results.nix', 'regular'],
      ]),
    );
    store.setFile('/p/results.nix', '{ }');
    const contents = store.take(exclusion('/p', ['**/.git', '**/result*']));
    const listed = contents.at('/p');
    expect(listed?.kind === 'directory' && [...listed.children.keys()]).toEqual(['results.nix']);
    expect(contents.at('/p/results.nix')).toMatchObject({ kind: 'unreadable' });
    expect(contents.at('/p')).toBe(listed);
  });

  test('a glob that cannot be read excludes nothing', () => {
    expect(exclusion('/p', ['[', ''])('/p/a.nix')).toBe(false);
  });
});

describe('files of a project', () => {
  const project = (files: readonly string[]) => {
    const store = new ContentStore();
    const folders = new Map<string, Map<string, 'regular' | 'directory'>>();
    for (const file of files) {
      const parts = file.split('/').slice(1);
      parts.forEach((name, index) => {
        const folder = `/${parts.slice(0, index).join('/')}`;
        if (!folders.has(folder)) folders.set(folder, new Map());
        folders.get(folder)?.set(name, index === parts.length - 1 ? 'regular' : 'directory');
      });
    }
    for (const [folder, children] of folders) store.setDirectory(folder, children);
    return recordingSources({ contents: store.take(nothing) }, new ReadLog('meaning'));
  };

  test('a flake comes before configuration.nix, both before what is below', () => {
    expect(projectRoots('/', project(['/flake.nix', '/configuration.nix', '/a/flake.nix']))).toEqual(['/flake.nix']);
    expect(projectRoots('/', project(['/configuration.nix', '/a/flake.nix']))).toEqual(['/configuration.nix']);
  });

  test('without one at the top every one below that is not below another', () => {
    const files = ['/b/configuration.nix', '/a/x/flake.nix', '/a/x/y/flake.nix', '/c/z.nix'];
    expect(projectRoots('/', project(files))).toEqual(['/a/x/flake.nix', '/b/configuration.nix']);
    expect(nixFilesBelow('/', project(files))).toEqual([
      '/a/x/flake.nix',
      '/a/x/y/flake.nix',
      '/b/configuration.nix',
      '/c/z.nix',
    ]);
  });
});

describe('readings', () => {
  test('what was not there is wanted, folders where they are asked for by kind', () => {
    const store = new ContentStore();
    const log = new ReadLog('meaning');
    const sources = recordingSources({ contents: store.take(nothing) }, log);
    sources.at('/p/a.nix');
    sources.kindOf('/p/modules/x');
    expect(wantedBy([log], store.take(nothing))).toEqual({ files: ['/p/a.nix'], directories: ['/p/modules'] });
    store.setMissing('/p/a.nix');
    store.setDirectory('/p/modules', new Map([['x', 'symlink']]));
    expect(log.holds(store.take(nothing))).toBe(false);
    expect(wantedBy([log], store.take(nothing))).toEqual({ files: ['/p/modules/x'], directories: [] });
  });

  test('a log of meaning holds over a comment, one of text does not', () => {
    const store = new ContentStore();
    store.setFile('/a.nix', '1');
    const [meaning, text] = [new ReadLog('meaning'), new ReadLog('text')];
    for (const log of [meaning, text]) recordingSources({ contents: store.take(nothing) }, log).at('/a.nix');
    store.setFile('/a.nix', '1 # one');
    expect([meaning, text].map((log) => log.holds(store.take(nothing)))).toEqual([true, false]);
    store.setFile('/a.nix', '2 # one');
    expect(meaning.holds(store.take(nothing))).toBe(false);
  });

  test('a sealed log notes nothing more', () => {
    const store = new ContentStore();
    const log = new ReadLog('text');
    const sources = recordingSources({ contents: store.take(nothing) }, log);
    sources.seal();
    sources.at('/a.nix');
    expect(wantedBy([log], store.take(nothing))).toEqual({ files: [], directories: [] });
  });
});
