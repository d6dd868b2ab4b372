import type { Value } from '../../nix/eval/value.ts';
import type { Configuration } from '../../nix/modules/configuration.ts';
import { attribute, textOf } from './defaults.ts';
import type { Preserved } from './model.ts';
import { all, presence } from './partial.ts';
import { concatPaths } from './paths.ts';

/**
 * What the module `preservation` keeps beside impermanence. Source: nix-community/preservation, module.nix and
 * options.nix: `preservation.preserveAt.<path>.{directories,files,users.<name>.{directories,files}}`.
 */
export function readPreserved(
  configuration: Configuration,
  homeOf: (user: string) => string | undefined,
): readonly Preserved[] {
  const enable = configuration.lookup(['preservation', 'enable']);
  if (enable.kind === 'boolean' && !enable.value) return [];
  const places = configuration.lookup(['preservation', 'preserveAt']);
  if (places.kind !== 'attrs') return [];
  return [...places.entries].flatMap(([, attr]) => {
    const place = attr.thunk.force();
    const users = attribute(place, 'users');
    const own = [...listed(place, 'directory', '/'), ...listed(place, 'file', '/')];
    const ofUsers =
      users?.kind !== 'attrs'
        ? []
        : [...users.entries].flatMap(([name, user]) => {
            const home = textOf(attribute(user.thunk.force(), 'home')) ?? homeOf(name);
            if (home === undefined) return [];
            return [...listed(user.thunk.force(), 'directory', home), ...listed(user.thunk.force(), 'file', home)];
          });
    return [...own, ...ofUsers].map((each) => ({ ...each, condition: all(each.condition, presence(attr)) }));
  });
}

function listed(holder: Value, kind: Preserved['kind'], base: string): Preserved[] {
  const list = attribute(holder, kind === 'directory' ? 'directories' : 'files');
  if (list?.kind !== 'list') return [];
  return list.items.flatMap((item) => {
    if (item.kind === 'gap') return [];
    const value = item.thunk.force();
    const path = textOf(value) ?? textOf(attribute(value, kind));
    return path === undefined ? [] : { kind, path: concatPaths(base, path), condition: presence(item) };
  });
}
