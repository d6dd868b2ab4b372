import type { Value } from '../../nix/eval/value.ts';
import type { Condition, Configuration } from '../../nix/modules/configuration.ts';
import { attribute, textOf } from './defaults.ts';
import type { Link } from './model.ts';
import { all, presence } from './partial.ts';
import { concatPaths } from './paths.ts';
import { scriptLinks } from './scriptLinks.ts';

/**
 * What a host puts in place by itself: `environment.etc`, `L` lines of systemd.tmpfiles, links that activation scripts make,
 * secrets of sops-nix and agenix that have a path of their own.
 */
export function readLinks(configuration: Configuration): readonly Link[] {
  return [
    ...etcLinks(configuration),
    ...ruleLinks(configuration),
    ...settingLinks(configuration),
    ...scriptLinks(configuration),
    ...['sops', 'age'].flatMap((tool) => secrets(configuration, tool)),
  ];
}

function etcLinks(configuration: Configuration): Link[] {
  return setsIn(configuration.lookup(['environment', 'etc'])).flatMap(({ name, value: file, condition }) => {
    const enable = attribute(file, 'enable');
    if (enable?.kind === 'boolean' && !enable.value) return [];
    const path = concatPaths('/etc', textOf(attribute(file, 'target')) ?? name);
    const text = attribute(file, 'text');
    if (text?.kind === 'string') return { path, target: undefined, condition };
    const source = attribute(file, 'source');
    // A path of the configuration is copied to the Nix store; only a string names a place of the machine.
    if (source?.kind === 'string') return { path, target: source.text, condition };
    const isKnown = source?.kind === 'path' && file.kind === 'attrs';
    return { path, target: undefined, condition: isKnown ? condition : ('unknown' as const) };
  });
}

function secrets(configuration: Configuration, tool: string): Link[] {
  return setsIn(configuration.lookup([tool, 'secrets'])).flatMap(({ value, condition }) => {
    const path = attribute(value, 'path');
    return path?.kind === 'string' ? { path: path.text, target: undefined, condition } : [];
  });
}

function ruleLinks(configuration: Configuration): Link[] {
  const rules = configuration.lookup(['systemd', 'tmpfiles', 'rules']);
  if (rules.kind !== 'list') return [];
  return rules.items.flatMap((item) => {
    if (item.kind === 'gap') return [];
    const [type = '', path, , , , , target] = textOf(item.thunk.force())?.trim().split(/\s+/) ?? [];
    if (!isLinkType(type) || path === undefined || target === undefined) return [];
    return { path: unquoted(path), target: unquoted(target), condition: presence(item) };
  });
}

function settingLinks(configuration: Configuration): Link[] {
  return setsIn(configuration.lookup(['systemd', 'tmpfiles', 'settings'])).flatMap((file) =>
    setsIn(file.value).flatMap((path) =>
      setsIn(path.value).flatMap((type) => {
        const target = textOf(attribute(type.value, 'argument'));
        if (!isLinkType(type.name) || target === undefined) return [];
        return { path: path.name, target, condition: all(file.condition, path.condition, type.condition) };
      }),
    ),
  );
}

function setsIn(value: Value): { readonly name: string; readonly value: Value; readonly condition: Condition }[] {
  if (value.kind !== 'attrs') return [];
  return [...value.entries].map(([name, attr]) => ({ name, value: attr.thunk.force(), condition: presence(attr) }));
}

/** `L` with its modifiers: `L+`, `L?`. Source: systemd, tmpfiles.d(5). */
function isLinkType(type: string): boolean {
  return /^L[+?!=~^$-]*$/.test(type);
}

function unquoted(word: string): string {
  return word.replace(/^(["'])(.*)\1$/, '$2');
}
