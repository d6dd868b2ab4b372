import type { Configuration } from '../../nix/modules/configuration.ts';
import { attribute, textOf } from './defaults.ts';
import type { Link } from './model.ts';
import { presence } from './partial.ts';
import { unrolled } from './shell.ts';

/**
 * Links and bind mounts that scripts of the system make before services start: `system.activationScripts` and
 * `boot.postBootCommands` (NixOS/nixpkgs, nixos/modules/system/activation/activation-script.nix and
 * nixos/modules/system/boot/stage-2.nix). What they name otherwise than by plain absolute paths is left out.
 */
export function scriptLinks(configuration: Configuration): readonly Link[] {
  const scripts = configuration.lookup(['system', 'activationScripts']);
  const snippets = scripts.kind === 'attrs' ? [...scripts.entries.values()] : [];
  const commands = textOf(configuration.lookup(['boot', 'postBootCommands']));
  return [
    ...snippets.flatMap((attr) => {
      const value = attr.thunk.force();
      const text = textOf(value) ?? textOf(attribute(value, 'text'));
      return text === undefined ? [] : linksIn(text).map((link) => ({ ...link, condition: presence(attr) }));
    }),
    ...(commands === undefined ? [] : linksIn(commands).map((link) => ({ ...link, condition: 'yes' as const }))),
  ];
}

const word = `["']?(/[^\\s"'$;|&]*)["']?`;
const linkCommand = new RegExp(`\\bln\\s+((?:-\\S+\\s+)+)${word}\\s+${word}`, 'g');
const mountCommand = new RegExp(`\\bmount\\s+(?:-o\\s*|--)r?bind\\s+${word}\\s+${word}`, 'g');

function linksIn(script: string): readonly { readonly path: string; readonly target: string }[] {
  const text = unrolled(script);
  const links = [...text.matchAll(linkCommand)].flatMap(([, flags = '', target = '', path = '']) => {
    const isSymbolic = /(?:^|\s)(?:-\w*s|--symbolic)/.test(flags);
    return isSymbolic ? [{ target, path: path.endsWith('/') ? path + (target.split('/').at(-1) ?? '') : path }] : [];
  });
  const mounts = [...text.matchAll(mountCommand)].map(([, target = '', path = '']) => ({ target, path }));
  return [...links, ...mounts];
}
