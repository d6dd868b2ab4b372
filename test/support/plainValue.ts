import type { Value } from '../../server/src/nix/eval/value.ts';
import { type FailureNote, mergedSet } from '../../server/src/nix/modules/configuration.ts';

/** A value as JSON has it. What is not known shows as an object that no JSON of Nix looks like. */
export function plain(value: Value): unknown {
  switch (value.kind) {
    case 'null':
      return null;
    case 'boolean':
    case 'float':
      return value.value;
    case 'integer':
      return Number(value.value);
    case 'string':
      return value.text;
    case 'path':
      return value.path;
    case 'function':
      return '<function>';
    case 'unknown':
      return { '<unknown>': value.reason };
    case 'failure':
      return { '<failure>': value.message };
    case 'list':
      return value.items.map((item) => {
        if (item.kind === 'gap') return { '<gap>': item.unknown.reason };
        const inner = plain(item.thunk.force());
        return item.maybe === undefined ? inner : { '<maybe>': inner };
      });
    case 'attrs': {
      const entries = [...value.entries].map(([name, attr]): [string, unknown] => {
        const inner = plain(attr.thunk.force());
        return [name, attr.maybe === undefined ? inner : { '<maybe>': inner }];
      });
      return Object.fromEntries(value.rest === undefined ? entries : [...entries, ['<rest>', value.rest.reason]]);
    }
  }
}

/** What real Nix would refuse about a value: failures in it, names that nobody declares, and notes taken on the way. */
export function troubles(value: Value, notes: readonly FailureNote[]): readonly string[] {
  const inside = troublesIn(value);
  return [...notes.map(({ message }) => message), ...inside];
}

function troublesIn(value: Value): readonly string[] {
  if (value.kind === 'failure') return [value.message];
  if (value.kind === 'list')
    return value.items.flatMap((item) => (item.kind === 'item' ? troublesIn(item.thunk.force()) : []));
  if (value.kind !== 'attrs') return [];
  const undeclared = mergedSet(value)?.undeclared() ?? [];
  return [
    ...undeclared.map(({ path }) => `the option ${path.join('.')} does not exist`),
    ...[...value.entries.values()].flatMap((attr) => troublesIn(attr.thunk.force())),
  ];
}
