import { describe, expect, test } from 'vitest';
import { atCursor } from '../../../test/support/cursor.ts';
import { analysisOf, root } from '../../../test/support/folder.ts';
import { parse } from '../nix/syntax/parse.ts';
import { codeLenses } from './codeLenses.ts';
import { documentLinks } from './documentLinks.ts';
import { folding } from './folding.ts';
import { inlayHints } from './inlayHints.ts';
import { selectionRanges } from './selectionRanges.ts';
import { semanticTokens } from './semanticTokens.ts';
import { fileSymbols, projectSymbols } from './symbols.ts';

const text = `# One line,
# and another.
{ ... }: {
  imports = [
    ./other.nix
  ];
  fileSystems."/" = { device = "none"; fsType = "tmpfs"; };
  fileSystems."/persist" = { device = "/dev/disk/by-label/p"; fsType = "ext4"; neededForBoot = true; };
  users.users.bird = { isNormalUser = true; };
  environment.persistence."/persist" = {
    directories = [ "/var/log" "/var/log" ];
    # impermanence: ignore tmpfs-size
    files = [ "/etc/machine-id" { file = "/etc/adjtime"; method = "symlink"; } ];
    users.bird.directories = [ "Documents" ];
  };
}
`;
const path = `${root}/configuration.nix`;
const analysis = analysisOf({ 'configuration.nix': text, 'other.nix': '{ }' });
const piece = ({ start, end }: { readonly start: number; readonly end: number }) => text.slice(start, end);

describe('folding', () => {
  test('sets, lists and comments of several lines, in order', () => {
    const folds = folding(parse(text)).map((fold) => `${fold.kind} ${piece(fold).split('\n')[0]?.slice(0, 12)}`);
    expect(folds).toEqual(['comment # One line,', 'code {', 'imports [', 'code {']);
  });
});

describe('selection', () => {
  test('grows from the text of a string to the file', () => {
    const spans = selectionRanges(parse(text), text.indexOf('Documents') + 2).map(piece);
    expect(spans.slice(0, 5)).toEqual([
      'Documents',
      '"Documents"',
      '[ "Documents" ]',
      'users.bird.directories = [ "Documents" ];',
      expect.stringMatching(/^\{\n {4}directories[\s\S]*\}$/),
    ]);
    expect(spans.at(-1)).toBe(text);
  });
});

describe('links', () => {
  test('to files that are there, and to the pages of rules', () => {
    const links = documentLinks(analysis, path).map(({ span, target }) => [piece(span), target]);
    expect(links).toEqual([
      ['./other.nix', { kind: 'file', path: `${root}/other.nix` }],
      ['tmpfs-size', { kind: 'rule', id: 'tmpfs-size' }],
    ]);
  });

  test('to what a flake is made of', () => {
    const flake =
      '{ inputs.a.url = "github:nix-community/impermanence/home-manager-v1"; inputs.b.url = "path:./b"; outputs = _: { }; }';
    const links = documentLinks(analysisOf({ 'flake.nix': flake }), `${root}/flake.nix`);
    expect(links.map(({ target }) => target)).toEqual([
      { kind: 'page', url: 'https://github.com/nix-community/impermanence/tree/home-manager-v1' },
    ]);
  });
});

describe('symbols', () => {
  test('of a file: mounts, users, stores with their entries', () => {
    const symbols = fileSymbols(analysis, path).map(({ kind, name, children }) => [kind, name, children.length]);
    expect(symbols).toEqual([
      ['mount', '/', 0],
      ['mount', '/persist', 0],
      ['user', 'bird', 0],
      ['store', '/persist', 5],
    ]);
  });

  test.each([
    'fileSystems."".fsType = "ext4";',
    'environment.persistence." " = { };',
    'users.users."" = { };',
    'home-manager.users.bird.home.persistence."".files = [ "" ];',
  ])('have a name, unlike %s', (unfinished) => {
    const at = atCursor(`{ ${unfinished} fileSystems."/p".fsType = "ext4"; }‸`);
    expect(fileSymbols(at.analysis, at.path).map(({ name }) => name)).toEqual(['/p']);
    expect(projectSymbols(at.analysis, '').map(({ name }) => name)).toEqual(['/p']);
  });

  test('of a file do not say again which store they are in', () => {
    const store = fileSymbols(analysis, path).find(({ kind }) => kind === 'store');
    expect(store?.children.map(({ detail }) => detail)).toEqual(['', '', '', '', '']);
    expect(projectSymbols(analysis, 'docs').map(({ detail }) => detail)).toEqual(['/persist']);
  });

  test('name lies in definition', () => {
    for (const { span, nameSpan } of fileSymbols(analysis, path)) {
      expect(span.start <= nameSpan.start && nameSpan.end <= span.end).toBe(true);
      expect(piece(span)).toMatch(/;$/);
    }
  });

  test('of the project by letters of their name', () => {
    expect(projectSymbols(analysis, 'docs').map(({ name }) => name)).toEqual(['/home/bird/Documents']);
    expect(projectSymbols(analysis, 'zzz')).toEqual([]);
  });
});

describe('hints', () => {
  test('say what the text does not', () => {
    const hints = inlayHints(analysis, path, { start: 0, end: text.length });
    expect(hints.map(({ offset, label }) => [piece({ start: offset - 10, end: offset }), label])).toEqual([
      ['achine-id"', '= bind'],
      ['Documents"', '→ /home/bird/Documents'],
    ]);
  });

  test('of computed paths, and nothing of those not written yet', () => {
    const at = atCursor(`let lib = "/var/lib"; in {
      environment.persistence."/p".directories = [ "\${lib}/nixos" "/var/log" "" ];
    }‸`);
    const hints = inlayHints(at.analysis, at.path, { start: 0, end: at.offset });
    expect(hints.map(({ label }) => label)).toEqual(['→ /var/lib/nixos']);
  });

  test('name the method before the target, whose end may be cut', () => {
    const at = atCursor(`{
      users.users.bird.isNormalUser = true;
      environment.persistence."/p".users.bird.files = [ ".bash_history" ];
    }‸`);
    const hints = inlayHints(at.analysis, at.path, { start: 0, end: at.offset });
    expect(hints.map(({ label }) => label)).toEqual(['= bind → /home/bird/.bash_history']);
  });

  test('only in the range asked for', () => {
    expect(inlayHints(analysis, path, { start: 0, end: 100 })).toEqual([]);
  });
});

describe('lenses', () => {
  test('stand above a store', () => {
    const [lens] = codeLenses(analysis, path);
    expect(lens?.title).toBe('3 directories, 2 files → /persist (ext4, early)');
    expect(lens && piece(lens.span)).toBe('"/persist"');
  });

  test('of several hosts are told apart where they differ, and are few', () => {
    const hosts = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const more = ['', '', '', '', '"/x"', '"/x" "/y"', '"/x" "/y" "/z"'];
    const titles = (paths: readonly string[]) => {
      const flake = `{
        inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";
        outputs = { nixpkgs, ... }: {
          ${hosts.map((host) => `nixosConfigurations.${host} = nixpkgs.lib.nixosSystem { modules = [ ./s.nix ./${host}.nix ]; };`).join('\n')}
        };
      }`;
      const own = hosts.map((host, index) => [
        `${host}.nix`,
        `{ environment.persistence."/p".directories = [ ${paths[index]} ]; }`,
      ]);
      const shared = '{ environment.persistence."/p".directories = [ "/var/log" ]; }';
      const found = analysisOf({ 'flake.nix': flake, 's.nix': shared, ...Object.fromEntries(own) });
      return codeLenses(found, `${root}/s.nix`).map(({ title }) => title);
    };
    expect(titles(hosts.map(() => ''))).toEqual(['1 directory → /p']);
    expect(titles(more)).toEqual([
      'a, b, c and 1 more: 1 directory → /p',
      'e: 2 directories → /p',
      'f: 3 directories → /p and 1 more',
    ]);
  });

  test('do not stand above a store that has no name yet', () => {
    const at = atCursor('{ environment.persistence."".directories = [ "/a" ]; }‸');
    expect(codeLenses(at.analysis, at.path)).toEqual([]);
  });

  test('stand above a host of a flake', () => {
    const flake = `{
      inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";
      outputs = { nixpkgs, ... }: {
        nixosConfigurations.box = nixpkgs.lib.nixosSystem { modules = [ ./configuration.nix ]; };
      };
    }`;
    const lenses = codeLenses(analysisOf({ 'flake.nix': flake, 'configuration.nix': '{ }' }), `${root}/flake.nix`);
    expect(lenses).toEqual([
      expect.objectContaining({
        about: { kind: 'host', name: 'box' },
        title: expect.stringMatching(/^0 stores, \d+ problems?$/),
      }),
    ]);
  });
});

describe('tokens', () => {
  test('tell apart what lasts, what is wiped and what is broken', () => {
    const tokens = semanticTokens(analysis, path).map(({ span, state }) => `${state} ${piece(span)}`);
    expect(tokens).toEqual([
      'ephemeral "/"',
      'persisted "/persist"',
      'persisted "/persist"',
      expect.stringMatching(/"\/var\/log"$/),
      'broken "/var/log"',
      'persisted "/etc/machine-id"',
      'persisted "/etc/adjtime"',
      'persisted "Documents"',
    ]);
  });

  test('leave out what is interpolated', () => {
    const at = atCursor(`let lib = "/var/lib"; in {
      environment.persistence."/p".directories = [ "\${lib}/a\${"b"}" ];
    }‸`);
    const pieces = semanticTokens(at.analysis, at.path).map(({ span }) =>
      at.files['configuration.nix']?.slice(span.start, span.end),
    );
    expect(pieces).toEqual(['"/p"', '"', '/a', '"']);
  });
});
