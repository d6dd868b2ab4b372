import type { Span } from '../../../server/src/base/span.ts';
import { type Placement, placementAt } from '../../../server/src/features/cursor/placement.ts';
import { knownOptions } from '../../../server/src/features/options/knownOptions.ts';
import { optionAt } from '../../../server/src/features/options/optionAt.ts';
import type { OptionNode } from '../../../server/src/features/options/optionTree.ts';
import { fileSystemTypes, mountOptions } from '../../../server/src/impermanence/knowledge/mounts.ts';
import { wellKnownPath } from '../../../server/src/impermanence/knowledge/wellKnownPaths.ts';
import { rules } from '../../../server/src/impermanence/rules/index.ts';
import { staticName, staticText } from '../../../server/src/nix/syntax/attrPath.ts';
import { parse } from '../../../server/src/nix/syntax/parse.ts';
import type { SyntaxTree } from '../../../server/src/nix/syntax/tree.ts';
import { walk } from '../../../server/src/nix/syntax/walk.ts';

/** A word of a configuration that somebody who types it may expect to be offered. */
export interface Word {
  readonly kind: 'option' | 'name' | 'path' | 'user' | 'value' | 'rule';
  /** Where it stands, its quotes included. */
  readonly span: Span;
  /** What it says, without quotes. */
  readonly label: string;
}

/** The words of a file whose offer can be expected: what the facts list, and names that the other words of `project` hold as well. */
export function wordsOf(text: string, project: readonly string[]): readonly Word[] {
  const tree = parse(text);
  return [...wordsOfCode(tree, project), ...ruleIds(text)].sort((a, b) => a.span.start - b.span.start);
}

function wordsOfCode(tree: SyntaxTree, project: readonly string[]): readonly Word[] {
  const words: Word[] = [];
  walk(tree.root, (node) => {
    const word =
      node.kind === 'name' || node.kind === 'string' || node.kind === 'identifier'
        ? wordAt(tree, node.start, node.end, project)
        : undefined;
    if (word) words.push(word);
  });
  return words;
}

function wordAt(tree: SyntaxTree, start: number, end: number, project: readonly string[]): Word | undefined {
  const placement = placementAt(tree, start, 'behind');
  const { node } = placement?.focus ?? {};
  if (!placement || node?.start !== start || node.end !== end) return undefined;
  const word = (kind: Word['kind'] | undefined, label: string): Word | undefined =>
    kind && { kind, label, span: { start, end } };
  const option = optionAt(knownOptions, placement.steps);
  const pattern = option?.pattern.join('.') ?? '';
  if (placement.focus.kind === 'name') {
    const name = staticName(placement.focus.node as NonNullable<typeof placement.focus.node>) ?? '';
    const known = (option?.node ?? topOf(tree)).children.get(name);
    // What is gone is not offered.
    if (known && !known.fact?.removal && (option || isAtTop(placement))) return word('option', name);
    return freeNames.has(pattern) && isSaidTwice(name, project) ? word('name', name) : undefined;
  }
  if (node.kind === 'identifier')
    return option?.node.fact?.type === 'boolean' && isBoolean(node.name) ? word('value', node.name) : undefined;
  const value = node.kind === 'string' ? staticText(node) : undefined;
  return value === undefined ? undefined : word(kindOfValue(pattern, value, project), value);
}

/** The options at the top of the module that a file is: one of Home Manager sets its state version. */
function topOf({ text }: SyntaxTree): OptionNode {
  const isHome = /^ {2}home\.stateVersion/m.test(text);
  return {
    ...knownOptions,
    children: new Map([...knownOptions.children].filter(([name]) => (name === 'home') === isHome)),
  };
}

function isAtTop({ steps, nodes }: Placement): boolean {
  return steps.length === 0 && nodes.every((node, index) => node.kind !== 'letIn' || nodes[index + 1] === node.body);
}

const freeNames: ReadonlySet<string> = new Set([
  'environment.persistence',
  'home.persistence',
  'environment.persistence.<name>.users',
  'users.users',
]);

function kindOfValue(pattern: string, value: string, project: readonly string[]): Word['kind'] | undefined {
  if (pattern === 'fileSystems.<name>.fsType') return listed(fileSystemTypes, value);
  if (pattern === 'fileSystems.<name>.options.*') return listed(mountOptions, value);
  if (/\.persistence\..*\.(?:user|group)$/.test(pattern)) return isSaidTwice(value, project) ? 'user' : undefined;
  if (/\.persistence\..*\.mode$/.test(pattern)) return 'value';
  if (pattern.endsWith('.method')) return 'value';
  if (!/\.persistence\..*\.(?:directories|files)\.\*(?:\.(?:directory|file))?$/.test(pattern)) return undefined;
  const scope = pattern.startsWith('home.') || pattern.includes('.users.') ? 'user' : 'system';
  const isKept = project.join('\n').split(new RegExp(`"${asPattern(value)}/?"`)).length > 2;
  return isKept ? undefined : wellKnownPath(scope, value) && 'path';
}

function listed(facts: readonly { readonly name: string }[], value: string): 'value' | undefined {
  return facts.some(({ name }) => name === value) ? 'value' : undefined;
}

function isBoolean(name: string): boolean {
  return name === 'true' || name === 'false';
}

/** Whether a name is declared beside the place where it is asked for: as a user, a group, a mount point. */
function isSaidTwice(name: string, project: readonly string[]): boolean {
  const declared = name.startsWith('/')
    ? [`fileSystems."${name}"`, `persistence."${name}"`]
    : [`users.users.${name}`, `users.groups.${name}`];
  return project.join('\n').split(new RegExp(declared.map(asPattern).join('|'))).length > 2;
}

function asPattern(text: string): string {
  return text.replace(/[.$]/g, '\\$&');
}

function ruleIds(text: string): readonly Word[] {
  const known = new Set(rules.map(({ id }) => id));
  return [...text.matchAll(/#\s*impermanence:\s*ignore(?:-file)?\s+(.*)/g)].flatMap((comment) =>
    [...comment[0].matchAll(/[\w-]+/g)].flatMap(({ 0: label, index }) => {
      const start = comment.index + index;
      return known.has(label) ? [{ kind: 'rule' as const, label, span: { start, end: start + label.length } }] : [];
    }),
  );
}
