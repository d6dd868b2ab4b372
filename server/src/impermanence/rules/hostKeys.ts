import type { Model } from '../model/model.ts';
import { answer, attribute, isOn, textOf } from './options.ts';

/** Where sshd generates its keys unless told otherwise. Source: NixOS/nixpkgs, nixos/modules/services/networking/ssh/sshd.nix */
const defaultKeys = ['/etc/ssh/ssh_host_rsa_key', '/etc/ssh/ssh_host_ed25519_key'];

/** The host keys of sshd; undefined where it is off or they are not known. */
export function hostKeys(model: Model): readonly string[] | undefined {
  if (isOn(model, ['services', 'openssh', 'enable']) !== true) return undefined;
  const found = answer(model.configuration, ['services', 'openssh', 'hostKeys']);
  if (found.kind === 'unset') return defaultKeys;
  if (found.kind !== 'known' || found.value.kind !== 'list') return undefined;
  const paths: string[] = [];
  for (const item of found.value.items) {
    const key = item.kind === 'item' ? item.thunk.force() : undefined;
    const path = key?.kind === 'attrs' ? attribute(key, 'path') : undefined;
    const text = path === undefined ? undefined : textOf(path);
    if (text === undefined) return undefined;
    paths.push(text);
  }
  return paths;
}
