import { staticName } from '../../nix/syntax/attrPath.ts';
import type { AttributeName, Expression, SyntaxNode } from '../../nix/syntax/tree.ts';

/** How many names may stand for each other until one is followed no further. */
const mostNames = 8;

/**
 * The names behind `config` of an expression that reads an option: of `config.my.files`, and of `cfg.files` where a `let` binds
 * `cfg` to `config.my`. Undefined for what reads something else. `around`: the nodes that names may be bound in, outermost first.
 */
export function configPath(
  expression: Expression,
  around: readonly SyntaxNode[],
  most = mostNames,
): readonly string[] | undefined {
  if (expression.kind === 'parenthesized') return configPath(expression.inner, around, most);
  if (expression.kind === 'identifier') {
    if (expression.name === 'config') return [];
    const bound = most > 0 ? boundTo(expression.name, around) : undefined;
    return bound && configPath(bound, around, most - 1);
  }
  if (expression.kind !== 'select') return undefined;
  const names = namesOf(expression.path);
  const before = names && configPath(expression.target, around, most);
  return before && [...before, ...names];
}

function boundTo(name: string, around: readonly SyntaxNode[]): Expression | undefined {
  for (const node of around.toReversed()) {
    if (node.kind !== 'letIn') continue;
    for (const binding of node.bindings) {
      const [only, ...more] = binding.kind === 'binding' ? binding.path : [];
      if (binding.kind === 'binding' && only && more.length === 0 && staticName(only) === name) return binding.value;
    }
  }
  return undefined;
}

function namesOf(path: readonly AttributeName[]): readonly string[] | undefined {
  const names = path.flatMap((component) => staticName(component) ?? []);
  return names.length === path.length ? names : undefined;
}
