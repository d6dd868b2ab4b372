import { unknown, type Value } from '../eval/value.ts';
import type { Level } from './level.ts';

/**
 * The merged value at a path below a level; unknown where nothing is known of it. `kept`: it goes into something that is
 * computed once.
 */
export function lookUp(root: Level, path: readonly string[], kept = false): Value {
  const [first, ...rest] = path;
  if (first === undefined) return root.value.force();
  if (kept) root.see(first);
  const member = root.member(first);
  if (member?.kind === 'level' && rest.length > 0) return lookUp(member.level, rest, kept);
  const start = member?.value ?? root.value;
  return (member === undefined ? path : rest).reduce(select, start.force());
}

function select(value: Value, name: string): Value {
  if (value.kind === 'unknown' || value.kind === 'failure') return value;
  if (value.kind !== 'attrs') return unknown(`there is no ${name}`);
  return value.entries.get(name)?.thunk.force() ?? value.rest ?? unknown(`${name} is not set`);
}
