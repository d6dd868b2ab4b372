import type { Site } from '../../nix/eval/value.ts';
import { staticString } from '../../nix/syntax/attrPath.ts';
import { replaceExpression } from '../../nix/syntax/build/expressions.ts';
import { isExpression } from '../../nix/syntax/walk.ts';
import type { FileEdit, FixContext } from './fileEdit.ts';
import { inFile, locate, nodeAndParent } from './located.ts';
import { quoted } from './text.ts';

/**
 * Makes the source whose URL stands at a site be of another branch: the branch within a tarball's URL (`pattern` finds
 * it), the part behind the repository of a flake reference, or the reference itself where only that stands there.
 */
export function setBranch(
  context: FixContext,
  site: Site,
  branch: string,
  pattern: RegExp,
): readonly FileEdit[] | undefined {
  const located = locate(context, site);
  const node = located && nodeAndParent(located)?.node;
  const url = node && isExpression(node) ? staticString(node) : undefined;
  if (!located || !node || !isExpression(node) || url === undefined) return undefined;
  const changed = withBranch(url, branch, pattern);
  return changed === undefined
    ? undefined
    : inFile(located.file, replaceExpression(located.tree, node, quoted(changed)));
}

function withBranch(url: string, branch: string, pattern: RegExp): string | undefined {
  const [, repository, , query = ''] =
    /^((?:github|gitlab|sourcehut):[^/?]+\/[^/?]+)(\/[^?]*)?(\?.*)?$/.exec(url) ?? [];
  if (repository !== undefined) return /[?&](ref|rev)=/.test(query) ? undefined : `${repository}/${branch}${query}`;
  return pattern.test(url) ? url.replace(pattern, branch) : undefined;
}
