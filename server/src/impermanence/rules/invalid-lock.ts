import type { Span } from '../../base/span.ts';
import type { FilePath } from '../../nix/eval/value.ts';
import { readLock } from '../../nix/modules/lock.ts';
import { staticName } from '../../nix/syntax/attrPath.ts';
import type { AttributeSet, SyntaxTree } from '../../nix/syntax/tree.ts';
import { treeOf } from '../fixes/located.ts';
import page from './invalid-lock.md';
import type { Problem, Rule, RuleContext } from './rule.ts';

/** A lock that Nix cannot read, or that does not fit flake.nix any more. */
export const invalidLock: Rule = {
  id: 'invalid-lock',
  severity: 'warning',
  title: 'flake.lock cannot be read or lacks an input',
  page,
  source: 'Nix',
  category: 'text',
  repair: 'none',
  *checkFile(path, context) {
    if (!path.endsWith('/flake.nix')) return;
    const lock = path.replace(/flake\.nix$/, 'flake.lock');
    yield* unreadable(lock, context);
    yield* lacking(path, lock, context);
  },
};

function* unreadable(path: FilePath, context: RuleContext): Iterable<Problem> {
  const content = context.sources.at(path);
  const lock = content?.kind === 'file' ? readLock(content.file.text) : undefined;
  if (lock?.kind !== 'invalid') return;
  yield {
    message: `${lock.message}. Nix cannot use it; “nix flake lock” makes a new one.`,
    at: { file: path, span: lock.span },
  };
}

function* lacking(path: FilePath, lockPath: FilePath, context: RuleContext): Iterable<Problem> {
  const content = context.sources.at(lockPath);
  const lock = content?.kind === 'file' ? readLock(content.file.text) : undefined;
  const tree = treeOf(context, path);
  if (lock?.kind !== 'valid' || !tree) return;
  for (const { name, span } of inputNames(tree)) {
    // `inputs.self` says how the flake itself is fetched (since Nix 2.27), and is locked nowhere.
    if (name === 'self' || lock.inputs.has(name)) continue;
    yield {
      message: `flake.lock has no input ${name}: “nix flake lock” adds it; until then it is not known which revision is used.`,
      at: { file: path, span },
    };
  }
}

function inputNames({ root }: SyntaxTree): readonly { readonly name: string; readonly span: Span }[] {
  if (root.kind !== 'attributeSet') return [];
  const found = new Map<string, Span>();
  const add = (set: AttributeSet, depth: number) => {
    for (const binding of set.bindings) {
      if (binding.kind !== 'binding') continue;
      const [first] = binding.path;
      const component = binding.path[depth];
      if (depth === 1 && (!first || staticName(first) !== 'inputs')) continue;
      const name = component && staticName(component);
      if (component && name !== undefined && !found.has(name))
        found.set(name, { start: component.start, end: component.end });
      if (depth === 1 && !component && binding.value.kind === 'attributeSet') add(binding.value, 0);
    }
  };
  add(root, 1);
  return [...found].map(([name, span]) => ({ name, span }));
}
