import type { Site } from '../../nix/eval/value.ts';
import { staticString } from '../../nix/syntax/attrPath.ts';
import { findBinding } from '../../nix/syntax/build/attributes.ts';
import { replaceExpression } from '../../nix/syntax/build/expressions.ts';
import type { StringLiteral, SyntaxNode, UriLiteral } from '../../nix/syntax/tree.ts';
import { nodesWhere } from '../../nix/syntax/walk.ts';
import type { FileEdit, FixContext } from './fileEdit.ts';
import { inFile, type Located, locate, nodeAndParent } from './located.ts';
import { quoted } from './text.ts';

/**
 * Makes the source at a site (its URL, the call or set that the URL stands in, or the name that the set is bound to) be of
 * another branch: the branch within a tarball's URL, which `pattern` finds, the part behind the repository of a flake
 * reference, its `ref=`, the version of FlakeHub, or the attribute `ref`.
 */
export function setBranch(
  context: FixContext,
  site: Site,
  branch: string,
  pattern: RegExp,
): readonly FileEdit[] | undefined {
  const located = locate(context, site);
  const node = located && sourceNode(located);
  if (!located || !node) return undefined;
  const ref = node.kind === 'attributeSet' ? findBinding(node, ['ref'])?.binding.value : undefined;
  if (ref && pattern.test(staticString(ref) ?? '')) {
    return inFile(located.file, replaceExpression(located.tree, ref, quoted(branch)));
  }
  for (const string of nodesWhere(node, isString)) {
    const changed = withBranch(staticString(string) ?? '', branch, pattern);
    if (changed !== undefined) return inFile(located.file, replaceExpression(located.tree, string, quoted(changed)));
  }
  return undefined;
}

/** The node of a site; of a name in an attribute path what is bound to it. */
function sourceNode(located: Located): SyntaxNode | undefined {
  const { node, parent } = nodeAndParent(located) ?? {};
  const isBound = parent?.kind === 'binding' && node !== undefined && parent.path.at(-1) === node;
  return isBound ? parent.value : node;
}

function isString(node: SyntaxNode): node is StringLiteral | UriLiteral {
  return node.kind === 'string' || node.kind === 'uri';
}

function withBranch(url: string, branch: string, pattern: RegExp): string | undefined {
  const [, repository, , query = ''] =
    /^((?:github|gitlab|sourcehut):[^/?]+\/[^/?]+)(\/[^?]*)?(\?.*)?$/.exec(url) ?? [];
  if (repository !== undefined) {
    if (/[?&]rev=/.test(query)) return undefined;
    if (/[?&]ref=/.test(query)) return url.replace(/([?&]ref=)[^&]*/, `$1${branch}`);
    return `${repository}/${branch}${query}`;
  }
  const named = /^((?:flake:)?(?:nixpkgs|home-manager))(?:\/[^/?]+)?$/.exec(url)?.[1];
  if (named !== undefined) return `${named}/${branch}`;
  const hub = /^(https:\/\/flakehub\.com\/f\/[^/]+\/[^/]+)\/[^/]+$/.exec(url)?.[1];
  if (hub !== undefined) return `${hub}/${hubVersion(branch)}`;
  return pattern.test(url) ? url.replace(pattern, branch) : undefined;
}

/** FlakeHub's versions of a branch: 0.2505 is the release 25.05, 0.1 what is developed. */
function hubVersion(branch: string): string {
  const [, year, month] = /(\d\d)\.(\d\d)/.exec(branch) ?? [];
  return year === undefined || month === undefined ? '0.1.*' : `0.${year}${month}.*`;
}
