import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { pinCommands } from './pinCommands.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'pin-commands-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a shell prints that finds these programs before others. */
function run(commands: readonly string[] | undefined, programs: Readonly<Record<string, string>>): string {
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(path.join(folder, name), `#!/bin/sh\n${script}\n`);
    chmodSync(path.join(folder, name), 0o755);
  }
  const env = { ...process.env, PATH: `${folder}:${process.env.PATH}` };
  return spawnSync('sh', ['-c', (commands ?? []).join('\n')], { env, encoding: 'utf8' }).stdout;
}

const master = 'https://github.com/nix-community/impermanence/archive/master.tar.gz';
const git = (rev: string) =>
  `[ "$*" = "ls-remote https://github.com/nix-community/impermanence refs/heads/master" ] && ${rev}`;
// It knows the hash of one address.
const prefetch = (url: string) => `[ "$2" = "${url}" ] && echo 0abc || exit 1`;

describe('they print what to write', () => {
  test.each([master, master.replace('master', 'refs/heads/master')])('for %s', (url) => {
    const programs = {
      git: git('printf "1234\\trefs/heads/master\\n"'),
      'nix-prefetch-url': prefetch(master.replace('master', '1234')),
    };
    expect(run(pinCommands(url), programs)).toBe(`{ url = "${master.replace('master', '1234')}"; sha256 = "0abc"; }\n`);
  });

  test('for a channel', () => {
    const release = 'https://releases.nixos.org/nixos/25.11/nixos-25.11.1/nixexprs.tar.xz';
    const url = 'https://nixos.org/channels/nixos-25.11/nixexprs.tar.xz';
    const programs = { curl: `printf ${release}`, 'nix-prefetch-url': prefetch(release) };
    expect(run(pinCommands(url), programs)).toBe(`{ url = "${release}"; sha256 = "0abc"; }\n`);
  });

  test('and nothing where there is no such branch', () => {
    const programs = { git: git('true'), 'nix-prefetch-url': prefetch(master.replace('master', '1234')) };
    expect(run(pinCommands(master), programs)).toBe('');
  });
});

test.each([
  'https://example.org/archive/master.tar.gz',
  'https://github.com/a/b/archive/refs/tags/v1.tar.gz',
  "https://github.com/a/b/archive/x';rm.tar.gz",
  'https://github.com/a/b/archive/$(id).tar.gz',
])('none for %s', (url) => expect(pinCommands(url)).toBeUndefined());
