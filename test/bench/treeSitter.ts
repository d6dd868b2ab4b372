import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Measurement } from './parseRivals.ts';

const root = path.join(__dirname, '../..');
const folder = path.join(root, '.cache/bench/tree-sitter');
const program = path.join(folder, 'parse');

/** The grammar as npm has it. It is no dependency: to install it, npm would build a binding for Node that nobody needs. */
const packaged = 'tree-sitter-nix@0.0.2';

/**
 * The packaged tree-sitter grammar in a small program of its own, so that nothing of Node counts; `undefined` where it
 * cannot be built. It takes Debian's gcc and libtree-sitter-dev.
 */
export function measureTreeSitter(
  texts: readonly string[],
  states: readonly string[],
  rounds: number,
): Measurement | undefined {
  if (!existsSync(program) && !build()) return undefined;
  const blocks = [...texts, ...states].flatMap((text) => [`${Buffer.byteLength(text)}\n`, text]);
  const input = [`${rounds} ${texts.length} ${states.length}\n`, ...blocks].join('');
  const result = spawnSync(program, { input, encoding: 'utf8', maxBuffer: 1 << 30 });
  if (result.status !== 0) return undefined;
  const [seconds = '', errors = '', ...found] = result.stdout.split('\n');
  return {
    name: 'tree-sitter',
    seconds: seconds.trim().split(' ').map(Number),
    errors: Number(errors),
    paths: found.slice(0, states.length).map((line) => line.split('\t').slice(1)),
  };
}

function build(): boolean {
  mkdirSync(folder, { recursive: true });
  const source = path.join(folder, 'package/src');
  return [
    ['npm', 'pack', '--silent', packaged],
    ['tar', 'xf', 'tree-sitter-nix-0.0.2.tgz'],
    ['gcc', '-O2', `-I${source}`, '-o', program, path.join(root, 'test/bench/treeSitter.c')]
      .concat(['parser.c', 'scanner.c'].map((file) => path.join(source, file)))
      .concat('-ltree-sitter'),
  ].every(([command = '', ...args]) => spawnSync(command, args, { cwd: folder }).status === 0);
}
