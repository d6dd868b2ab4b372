import type { Site } from '../../nix/eval/value.ts';
import { staticString } from '../../nix/syntax/attrPath.ts';
import { replaceExpression } from '../../nix/syntax/build/expressions.ts';
import type { StringLiteral, SyntaxNode, UriLiteral } from '../../nix/syntax/tree.ts';
import { nodesWhere } from '../../nix/syntax/walk.ts';
import type { FileEdit, FixContext } from './fileEdit.ts';
import { inFile, locate, nodeAndParent } from './located.ts';
import { quoted } from './text.ts';

/**
 * Makes the source at a site (its URL, or the call or set that the URL stands in) be of another branch: the branch within
 * a tarball's URL, which `pattern` finds, or the part behind the repository of a flake reference.
 */
export function setBranch(
  context: FixContext,
  site: Site,
  branch: string,
  pattern: RegExp,
): readonly FileEdit[] | undefined {
  const located = locate(context, site);
  const node = located && nodeAndParent(located)?.node;
  for (const string of node ? nodesWhere(node, isString) : []) {
    const changed = withBranch(staticString(string) ?? '', branch, pattern);
    if (located && changed !== undefined) {
      return inFile(located.file, replaceExpression(located.tree, string, quoted(changed)));
    }
  }
  return undefined;
}

function isString(node: SyntaxNode): node is StringLiteral | UriLiteral {
  return node.kind === 'string' || node.kind === 'uri';
}

function withBranch(url: string, branch: string, pattern: RegExp): string | undefined {
  const [, repository, , query = ''] =
    /^((?:github|gitlab|sourcehut):[^/?]+\/[^/?]+)(\/[^?]*)?(\?.*)?$/.exec(url) ?? [];
  if (repository !== undefined) return /[?&](ref|rev)=/.test(query) ? undefined : `${repository}/${branch}${query}`;
  return pattern.test(url) ? url.replace(pattern, branch) : undefined;
}
