import type { Analysis } from '../../analysis.ts';
import type { FilePath } from '../../nix/eval/value.ts';
import type { PathLiteral } from '../../nix/syntax/tree.ts';

/** The file that a path literal names, a folder's default.nix included; undefined where it is computed or not there. */
export function fileOf(analysis: Analysis, from: FilePath, { parts }: PathLiteral): FilePath | undefined {
  const [only, ...more] = parts;
  if (only?.kind !== 'text' || more.length > 0 || only.value.startsWith('~')) return undefined;
  const path = only.value.startsWith('/') ? normalise(only.value) : normalise(`${from}/../${only.value}`);
  return [path, `${path}/default.nix`].find((candidate) => analysis.source(candidate) !== undefined);
}

function normalise(path: string): FilePath {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}
