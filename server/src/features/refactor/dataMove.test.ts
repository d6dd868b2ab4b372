import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { copyCommands } from './dataMove.ts';

test('what goes from one folder to another is one command', () => {
  const from = '/persist';
  expect(
    copyCommands([
      { from, to: '/cache', path: 'var/log' },
      { from: '/other', to: '/cache', path: 'srv' },
      { from, to: '/cache', path: "my $'s" },
      { from, to: '/cache', path: 'var/log' },
      { from, to: '/cache', path: 'a', as: 'b' },
      { from, to: '/cache', path: 'a', as: 'c' },
      { from, to: from, path: 'here' },
    ]),
  ).toEqual([
    `cd /persist && mkdir -p /cache && cp -a --parents -- \\
  var/log \\
  'my $'\\''s' \\
  /cache/`,
    'cd /other && mkdir -p /cache && cp -a --parents -- srv /cache/',
    'mkdir -p /cache && cp -a -T -- /persist/a /cache/b',
    'mkdir -p /cache && cp -a -T -- /persist/a /cache/c',
  ]);
});

test('a shell takes it, and one path that is missing leaves the others', () => {
  const root = mkdtempSync(join(tmpdir(), 'moves-'));
  try {
    mkdirSync(join(root, 'old/var/log'), { recursive: true });
    writeFileSync(join(root, 'old/two words'), '');
    const [from, to] = [join(root, 'old'), join(root, 'new')];
    const script = copyCommands(['var/log', 'gone', 'two words'].map((path) => ({ from, to, path }))).join('\n');
    execFileSync('sh', ['-c', `${script}\ntrue`], { stdio: 'ignore' });
    expect(readdirSync(to).sort()).toEqual(['two words', 'var']);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
