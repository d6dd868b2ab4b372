import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandLine } from '../support/commandLine.ts';

const { project, run } = commandLine();

describe('bad input gets one line and exit code 2', () => {
  const refused = (args: readonly string[], line: RegExp) => {
    const { status, stdout, stderr } = run(args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(line);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  };

  it('no such file', () => refused(['check', 'nowhere'], /nowhere: no such file or folder/));
  it('a folder without Nix', () => refused(['check', project('empty', { 'readme.txt': '' })], /holds no Nix files/));
  it('a binary file', () =>
    refused(['check', path.join(project('binary', { 'x.nix': new Uint8Array([123, 0, 125]) }), 'x.nix')], /binary/));
  it('text that is not UTF-8', () =>
    refused(['check', path.join(project('latin', { 'x.nix': new Uint8Array([34, 228, 34]) }), 'x.nix')], /UTF-8/));
  it('a link that leads to itself', () => {
    const root = project('circle', { 'a.txt': '' });
    symlinkSync('loop.nix', path.join(root, 'loop.nix'));
    refused(['check', path.join(root, 'loop.nix')], /circle/);
  });
  it('an unknown rule, with the nearest', () =>
    refused(['check', '--only', 'duplicate-entri'], /did you mean duplicate-entry\?/));
  it('a severity that is none', () =>
    refused(['check', '--rule', 'duplicate-entry=loud'], /off, hint, info, warning or error/));
  it('an unknown format', () => refused(['check', '--format', 'xml'], /xml/));
  it('an unknown command', () => refused(['chekc'], /did you mean check/i));
  it('no command', () => refused([], /^nixos-impermanence: no command given; --help lists them$/m));
  it('help of no command', () => refused(['help', 'chekc'], /^nixos-impermanence: no command chekc; /));
  it('an empty PATH', () => refused(['check', ''], /no file or folder/));
  it('more than a severity', () => refused(['check', '--rule', 'duplicate-entry=off=on'], /write ID=SEVERITY/));
  it('a rule that is like no other', () => refused(['explain', 'zzz'], /no rule zzz; “nixos-impermanence rules”/));
  it('the beginning of a rule', () => refused(['explain', 'dup'], /did you mean duplicate-entry\?/));
  it('a file outside of the project', () => {
    project('outside', { 'x.nix': '{ a = ; }', 'in/configuration.nix': '{ }' });
    refused(['check', 'outside/x.nix', '--project', 'outside/in'], /outside\/x.nix is not in the folder outside\/in/);
  });
  it('a file of a project that is no Nix', () => {
    project('text', { 'readme.md': 'x', 'configuration.nix': '{ }' });
    refused(['check', 'text/readme.md', '--project', 'text'], /readme.md is not a Nix file/);
  });
  it('an unknown host', () =>
    refused(
      ['check', project('hosts', { 'configuration.nix': '{ networking.hostName = "box"; }' }), '--host', 'bx'],
      /no host bx; there is box/,
    ));
  it('an error nobody knows', () => refused(['explain', '-'], /nothing to explain/));
});
