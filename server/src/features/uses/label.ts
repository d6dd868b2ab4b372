import type { Analysis } from '../../analysis.ts';
import { concatPaths } from '../../impermanence/model/paths.ts';
import { staticName } from '../../nix/syntax/attrPath.ts';
import { nodesAt } from '../../nix/syntax/nodeAt.ts';
import type { Place } from './place.ts';

/**
 * Whether a place that means the store at `path` names it by something else: by a label, whose path is set inside with
 * `persistentStoragePath`. Names that are computed are none.
 */
export function isLabel(analysis: Analysis, { file, span }: Place, path: string): boolean {
  const tree = analysis.source(file)?.nix?.tree;
  const nodes = tree ? nodesAt(tree, span.start, 'behind') : [];
  const binding = nodes.findLast((node) => node.kind === 'binding');
  const name =
    binding?.kind === 'binding'
      ? binding.path.find(({ start, end }) => start === span.start && end === span.end)
      : undefined;
  const written = name && staticName(name);
  return written !== undefined && concatPaths(written) !== concatPaths(path);
}
