import { cpSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import { describe, expect, it } from 'vitest';
import checkSchema from '../../docs/schemas/check.schema.json' with { type: 'json' };
import { commandLine, repository, twice } from '../support/commandLine.ts';

const { folder, project, run } = commandLine();

describe('check', () => {
  it('reports the example with exit code 1, by a schema, with paths relative to the working folder', () => {
    cpSync(path.join(repository, 'examples'), path.join(folder, 'examples'), { recursive: true });
    const { status, stdout } = run(['check', 'examples/tmpfs-root', '--format', 'json']);
    expect(status).toBe(1);
    const report = JSON.parse(stdout);
    expect(new Ajv().validate(checkSchema, report)).toBe(true);
    expect([...new Set(report.problems.map(({ file }: { file: string }) => file))].sort()).toEqual([
      'examples/tmpfs-root/configuration.nix',
      'examples/tmpfs-root/hardware-configuration.nix',
      'examples/tmpfs-root/home.nix',
    ]);
    expect(run(['check', 'examples/tmpfs-root', '--format', 'json']).stdout).toBe(stdout);
  });

  it('takes severities, --only and --fail-on', () => {
    const root = project('severities', { 'configuration.nix': twice });
    expect(run(['check', root, '--only', 'duplicate-entry']).status).toBe(1);
    expect(run(['check', root, '--fail-on', 'never']).status).toBe(0);
    expect(run(['check', root, '--only', 'duplicate-entry', '--rule', 'duplicate-entry=off']).stdout).toContain(
      'No problems.',
    );
    expect(run(['check', root, '--only', 'duplicate-entry', '--rule', 'duplicate-entry=hint']).status).toBe(0);
    expect(
      run(['check', root, '--only', 'duplicate-entry', '--rule', 'duplicate-entry=hint', '--fail-on', 'hint']).status,
    ).toBe(1);
  });

  it('gives SARIF and annotations', () => {
    const root = project('formats', { 'configuration.nix': twice });
    const sarif = JSON.parse(run(['check', root, '--format', 'sarif']).stdout);
    expect(sarif.runs[0].results.map(({ ruleId }: { ruleId: string }) => ruleId)).toContain('duplicate-entry');
    expect(run(['check', root, '--format', 'github']).stdout).toContain(
      '::error file=formats/configuration.nix,line=4',
    );
  });

  it('takes a file alone, or within a project', () => {
    const root = project('within', {
      'configuration.nix': '{ imports = [ ./a.nix ./b.nix ]; }',
      'a.nix': '{ environment.persistence."/persist".directories = [ "/var/log" ]; }',
      'b.nix': '{ environment.persistence."/persist".directories = [ "/var/log" ]; }',
    });
    const only = ['--only', 'duplicate-entry', '--format', 'json'];
    expect(JSON.parse(run(['check', path.join(root, 'b.nix'), ...only]).stdout).problems).toEqual([]);
    const both = ['a.nix', 'b.nix'].map((file) => path.join(root, file));
    expect(JSON.parse(run(['check', ...both, '--project', root, ...only]).stdout).problems).toHaveLength(1);
  });

  it('takes all of a project, or its folders', () => {
    const root = project('parts', {
      'configuration.nix': '{ imports = [ ./a/x.nix ./b/x.nix ]; }',
      'a/x.nix': '{ environment.persistence."/persist".directories = [ "/x" "/x" ]; }',
      'b/x.nix': '{ environment.persistence."/persist".directories = [ "/y" "/y" ]; }',
    });
    const files = (...args: readonly string[]) =>
      JSON.parse(run(['check', ...args, '--only', 'duplicate-entry', '--format', 'json']).stdout).problems.map(
        ({ file }: { file: string }) => file,
      );
    expect(files('--project', root)).toEqual(['parts/a/x.nix', 'parts/b/x.nix']);
    expect(files('parts/b', '--project', root)).toEqual(['parts/b/x.nix']);
  });

  it('reports a problem that several PATHs have once, with the hosts of all', () => {
    const root = project('overlap', {
      'configuration.nix': `{ networking.hostName = "box"; ${twice.slice(1)}`,
    });
    const args = ['check', root, path.join(root, 'configuration.nix'), '--only', 'duplicate-entry', '--format', 'json'];
    const { problems } = JSON.parse(run(args).stdout);
    expect(problems.map(({ hosts }: { hosts: string[] }) => hosts)).toEqual([['box', 'configuration.nix']]);
  });

  it('excludes what globs name, counted from the project or from where somebody stands', () => {
    const root = project('globs', { 'configuration.nix': '{ }', 'old/x.nix': '{ a = ; }' });
    expect(run(['check', root]).status).toBe(1);
    for (const glob of [
      '**/old',
      'old',
      'old/',
      './old',
      'old/**',
      'globs/old',
      './globs/old/',
      path.join(root, 'old'),
    ])
      expect({ glob, status: run(['check', 'globs', '--exclude', glob]).status }).toEqual({ glob, status: 0 });
  });

  it('names hosts in the order of their names', () => {
    const root = project('flake', {
      'flake.nix': `{
        outputs = { nixpkgs, ... }: { nixosConfigurations = {
          zeta = nixpkgs.lib.nixosSystem { modules = [ ./shared.nix ]; };
          alpha = nixpkgs.lib.nixosSystem { modules = [ ./shared.nix ]; };
        }; };
      }`,
      'shared.nix': twice,
    });
    const { problems } = JSON.parse(run(['check', root, '--only', 'duplicate-entry', '--format', 'json']).stdout);
    expect(problems[0].hosts).toEqual(['alpha', 'zeta']);
    const { hosts } = JSON.parse(run(['show', root, '--json']).stdout);
    expect(hosts.map(({ name }: { name: string }) => name)).toEqual(['alpha', 'zeta']);
  });
});

describe('a broken flake.lock', () => {
  it('is a problem at its place', () => {
    const root = project('lock', {
      'flake.nix': '{ inputs.nixpkgs.url = "github:NixOS/nixpkgs"; outputs = { nixpkgs, ... }: { }; }',
      'flake.lock': '{ "version": 7, "nodes": {',
    });
    const { problems } = JSON.parse(run(['check', root, '--format', 'json']).stdout);
    expect(problems).toEqual([
      expect.objectContaining({ rule: 'invalid-lock', severity: 'warning', file: 'lock/flake.lock' }),
    ]);
  });
});
