import { describe, expect, test } from 'vitest';
import { analysisOf, type Files, root, workspaceOf } from '../../test/support/folder.ts';
import { type Analysis, Workspace } from './analysis.ts';
import { duplicateEntry } from './impermanence/rules/duplicate-entry.ts';

const storage = `{ ... }: {
  fileSystems."/" = { device = "none"; fsType = "tmpfs"; options = [ "mode=755" "size=2G" ]; };
  fileSystems."/persist" = { device = "/dev/disk/by-label/persist"; fsType = "ext4"; neededForBoot = true; };
  environment.persistence."/persist".directories = [ "/var/log" "/var/lib/nixos" ];
}
`;

const twice = storage.replace('"/var/log"', '"/var/log" "/var/log/"');

/** Analyses until nothing is wanted; what is not among the files is told not to be there. */
function complete(workspace: Workspace): Analysis {
  for (;;) {
    const analysis = workspace.analyse();
    const wanted = [...analysis.wanted.files, ...analysis.wanted.directories];
    if (wanted.length === 0) return analysis;
    for (const path of wanted) workspace.setMissing(path);
  }
}

/** Tells what another analysis has at a path. */
function tell(workspace: Workspace, path: string, from: Analysis): void {
  const content = from.context.sources.at(path);
  if (content?.kind === 'file') workspace.setFile(path, content.file.text);
  else if (content?.kind === 'directory') workspace.setDirectory(path, content.children);
  else workspace.setMissing(path);
}

function found(analysis: Analysis): readonly string[] {
  return analysis.problems().map(({ rule, file }) => `${file.slice(root.length + 1)}: ${rule.id}`);
}

describe('the change barrier', () => {
  const files: Files = { 'configuration.nix': '{ imports = [ ./persist.nix ]; }', 'persist.nix': twice };

  test('an edit in a comment evaluates nothing, and problems move with the text', () => {
    const workspace = workspaceOf(files);
    const before = complete(workspace);
    const [problem] = before.problems().filter(({ rule }) => rule.id === 'duplicate-entry');
    const { evaluations } = workspace;
    expect(evaluations).toBeGreaterThan(0);
    const comment = '# a comment of one line\n';
    workspace.setFile(`${root}/persist.nix`, comment + twice);
    const after = complete(workspace);
    expect(after).not.toBe(before);
    expect(workspace.evaluations).toBe(evaluations);
    expect(after.source(`${root}/persist.nix`)?.nix?.summary).toBe(before.source(`${root}/persist.nix`)?.nix?.summary);
    const [moved] = after.problems().filter(({ rule }) => rule.id === 'duplicate-entry');
    expect(moved?.span.start).toBe((problem?.span.start ?? 0) + comment.length);
    expect(found(after)).toEqual(found(before));
  });

  test('fixes of kept problems edit the text as it is now', () => {
    const workspace = workspaceOf(files);
    complete(workspace).problems();
    workspace.setFile(`${root}/persist.nix`, `# more\n${twice}`);
    const problem = complete(workspace)
      .problems()
      .find(({ rule }) => rule.id === 'duplicate-entry');
    const edits = problem?.fixes[0]?.edits() ?? [];
    const text = `# more\n${twice}`;
    expect(edits.map(({ span }) => text.slice(span.start, span.end).includes('/var/log'))).toEqual([true]);
  });

  test('an edit of the meaning evaluates the host again', () => {
    const workspace = workspaceOf(files);
    complete(workspace);
    const { evaluations } = workspace;
    workspace.setFile(`${root}/persist.nix`, storage);
    expect(found(complete(workspace))).not.toContain('persist.nix: duplicate-entry');
    expect(workspace.evaluations).toBeGreaterThan(evaluations);
  });

  test('nothing told anew gives the same analysis', () => {
    const workspace = workspaceOf(files);
    const analysis = complete(workspace);
    workspace.setFile(`${root}/persist.nix`, twice);
    expect(workspace.analyse()).toBe(analysis);
  });
});

describe('hosts', () => {
  describe('in a folder that is still being read', () => {
    const nested: Files = {
      'configuration.nix': '{ imports = [ ./a.nix ]; }',
      'a.nix': '{ imports = [ ./b ]; }',
      'b/default.nix': '{ imports = [ ../c.nix ]; }',
      'c.nix': storage,
    };

    /** Tells what is wanted until nothing is; what kinds of hosts there were meanwhile. */
    function read(workspace: Workspace): readonly (readonly string[])[] {
      const all = workspaceOf(nested).analyse();
      const kinds: string[][] = [];
      for (;;) {
        const analysis = workspace.analyse();
        kinds.push(analysis.hosts.map(({ host }) => host.kind));
        const wanted = [...analysis.wanted.files, ...analysis.wanted.directories];
        if (wanted.length === 0) return kinds;
        for (const path of wanted) tell(workspace, path, all);
      }
    }

    test('are not evaluated before it has been', () => {
      const workspace = new Workspace(root);
      expect(read(workspace).at(-1)).toEqual(['nixos']);
      expect(workspace.evaluations).toBe(1);
    });

    test('are evaluated with what is there where somebody is in a hurry, and leave their modules to themselves', () => {
      const workspace = new Workspace(root);
      workspace.hurry();
      const kinds = read(workspace);
      expect(kinds.flat()).not.toContain('module');
      expect(kinds.at(-1)).toEqual(['nixos']);
      // Once in each round that found another import.
      expect(workspace.evaluations).toBeGreaterThan(1);
      expect(workspace.evaluations).toBeLessThanOrEqual(kinds.length);
    });
  });

  const flake = `{
    inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";
    inputs.impermanence.url = "github:nix-community/impermanence";
    outputs = { nixpkgs, impermanence, ... }: {
      nixosConfigurations.box = nixpkgs.lib.nixosSystem { modules = [ impermanence.nixosModules.impermanence ./box.nix ./shared.nix ]; };
      nixosConfigurations.tower = nixpkgs.lib.nixosSystem { modules = [ impermanence.nixosModules.impermanence ./tower.nix ./shared.nix ]; };
    };
  }`;
  const files: Files = {
    'flake.nix': flake,
    'shared.nix': storage,
    'box.nix': '{ environment.persistence."/persist".directories = [ "/var/log" ]; }',
    'tower.nix': '{ networking.hostName = "tower"; }',
    'alone.nix': '{ environment.persistence."/p".directories = [ "/a" "/a" ]; }',
    'data.nix': '{ colour = "red"; }',
    'broken.nix': '{ a = ; }',
  };

  test('those of the flake, and modules that none of them reaches', () => {
    const analysis = analysisOf(files);
    expect(analysis.hosts.map(({ host }) => `${host.kind} ${host.name}`)).toEqual([
      'nixos box',
      'nixos tower',
      'module alone.nix',
    ]);
    expect(analysis.hostsOf(`${root}/shared.nix`).map(({ host }) => host.name)).toEqual(['box', 'tower']);
    expect(analysis.hostFor(`${root}/tower.nix`)?.host.name).toBe('tower');
    expect(found(analysis)).toContain('alone.nix: duplicate-entry');
    expect(found(analysis)).toContain('broken.nix: syntax-error');
  });

  test('what only one host has is said of that host', () => {
    const [problem] = analysisOf(files)
      .problems()
      .filter(({ rule, file }) => rule.id === 'duplicate-entry' && !file.endsWith('alone.nix'));
    expect(problem).toMatchObject({ hosts: ['box'] });
  });

  test('the host that the settings prefer answers for a shared file', () => {
    expect(analysisOf(files, { host: 'tower' }).hostFor(`${root}/shared.nix`)?.host.name).toBe('tower');
    expect(analysisOf(files).hostFor(`${root}/shared.nix`)?.host.name).toBe('box');
  });

  test('an edit evaluates only the hosts that read the file', () => {
    const workspace = workspaceOf(files);
    complete(workspace);
    const { evaluations } = workspace;
    workspace.setFile(`${root}/tower.nix`, '{ networking.hostName = "spire"; }');
    complete(workspace);
    expect(workspace.evaluations).toBe(evaluations + 1);
  });

  test('steps do the same work in pieces, the host of the visible file first', () => {
    const workspace = workspaceOf(files);
    complete(workspace);
    workspace.setFile(`${root}/shared.nix`, twice);
    const before = workspace.evaluations;
    const steps = workspace.analyse().steps([`${root}/tower.nix`]);
    steps.next();
    expect(workspace.evaluations).toBe(before + 1);
    expect(workspace.analyse().hostFor(`${root}/tower.nix`)?.model.entries.length).toBeGreaterThan(2);
    expect(workspace.evaluations).toBe(before + 1);
    for (const _ of steps);
    expect(workspace.evaluations).toBe(before + 2);
  });
});

describe('scopes', () => {
  const files: Files = {
    'configuration.nix': '{ imports = [ ./persist.nix ]; }',
    'persist.nix': twice,
  };

  test('a file by itself follows its imports and knows nothing above it', () => {
    const workspace = workspaceOf(files);
    const scope = { kind: 'file', path: `${root}/persist.nix` } as const;
    const analysis = workspace.analyse(scope);
    expect(analysis.hosts.map(({ host }) => `${host.kind} ${host.name}`)).toEqual(['module persist.nix']);
    expect(analysis.files()).toEqual([`${root}/persist.nix`]);
    const whole = workspace.analyse({ kind: 'file', path: `${root}/configuration.nix` });
    expect(whole.files()).toEqual([`${root}/configuration.nix`, `${root}/persist.nix`]);
  });

  test('a file in its project belongs to the hosts of the project', () => {
    const workspace = workspaceOf(files);
    const analysis = workspace.analyse({ kind: 'fileInProject', path: `${root}/persist.nix` });
    expect(analysis.hosts.map(({ host }) => host.kind)).toEqual(['nixos']);
  });
});

describe('settings', () => {
  const files: Files = { 'configuration.nix': twice };

  test('severities change what is said and evaluate nothing', () => {
    const workspace = workspaceOf(files);
    complete(workspace);
    const { evaluations } = workspace;
    workspace.configure({ rules: { 'duplicate-entry': 'off' } });
    expect(found(complete(workspace))).not.toContain('configuration.nix: duplicate-entry');
    workspace.configure({ rules: { 'duplicate-entry': 'hint' } });
    const [hint] = complete(workspace)
      .problems()
      .filter(({ rule }) => rule.id === 'duplicate-entry');
    expect(hint?.severity).toBe('hint');
    expect(workspace.evaluations).toBe(evaluations);
  });

  test('excluded files are not read', () => {
    const analysis = analysisOf({ ...files, 'old/a.nix': '{ a = ; }' }, { exclude: ['old'] });
    expect(analysis.files()).toEqual([`${root}/configuration.nix`]);
  });
});

describe('limits', () => {
  const files: Files = {
    'configuration.nix': '{ imports = [ ./a.nix ]; }',
    'a.nix': '{ }',
    'b.nix': '{ a = ; }',
    'c.nix': '{ a = ; }',
  };

  test('keep files that no host reaches out, but for those that are looked at', () => {
    const workspace = workspaceOf(files);
    workspace.limit({ most: 3, always: () => new Set([`${root}/c.nix`]) });
    expect(complete(workspace).files()).toEqual(
      ['a.nix', 'c.nix', 'configuration.nix'].map((name) => `${root}/${name}`),
    );
    workspace.limit({ most: 4, always: () => new Set() });
    expect(complete(workspace).files()).toHaveLength(4);
  });

  test('keep folders from being listed without end', () => {
    const workspace = workspaceOf({ 'x/1/a.nix': '{ }', 'x/2/flake.nix': '{ outputs = _: { }; }' });
    workspace.limit({ most: 2, always: () => new Set() });
    expect(complete(workspace).files()).toEqual([]);
  });

  test('a file that was never saved is looked at too', () => {
    const workspace = workspaceOf(files);
    workspace.setFile(`${root}/new.nix`, '{ a = ; }');
    workspace.limit({ most: 9, always: () => new Set([`${root}/new.nix`]) });
    expect(found(complete(workspace))).toContain('new.nix: syntax-error');
  });
});

describe('bad input', () => {
  test('a file without a text is a problem where it stands', () => {
    const workspace = workspaceOf({ 'configuration.nix': '{ imports = [ ./b.nix ]; }', 'b.nix': '' });
    workspace.setUnreadable(`${root}/b.nix`, 'is not UTF-8 text');
    const [problem] = complete(workspace).problemsOf(`${root}/b.nix`);
    expect(problem).toMatchObject({ message: 'This file is not UTF-8 text', span: { start: 0, end: 0 } });
  });

  test('a bug in a rule is noted and keeps no other rule from speaking', () => {
    const buggy = {
      ...duplicateEntry,
      id: 'buggy',
      checkHost(): never {
        throw new Error('out of luck');
      },
    };
    const workspace = new Workspace(root, {}, [buggy, duplicateEntry]);
    workspace.setDirectory(root, new Map([['configuration.nix', 'regular']]));
    workspace.setFile(`${root}/configuration.nix`, twice);
    const analysis = complete(workspace);
    expect(found(analysis)).toEqual(['configuration.nix: duplicate-entry']);
    expect(analysis.defects).toEqual([expect.stringContaining('rule buggy: Error: out of luck')]);
  });

  test('an empty folder has nothing to say', () => {
    const analysis = analysisOf({});
    expect([analysis.hosts, analysis.files(), analysis.problems()]).toEqual([[], [], []]);
  });
});
