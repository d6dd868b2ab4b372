import type { Model } from '../model/model.ts';
import { isOn } from './options.ts';

/**
 * Whether the host is a container, a virtual machine's or installer's image, or boots from the network: its file
 * systems are then not those that its `fileSystems` tell of.
 */
export function bringsOwnFileSystems(model: Model): boolean {
  if (isOn(model, ['boot', 'isContainer']) !== false) return true;
  if (isOn(model, ['image', 'repart', 'verityStore', 'enable']) !== false) return true;
  return model.configuration.modules.some(({ external }) => {
    if (!external) return false;
    const name = [
      external.source.kind === 'input' ? external.source.name : '',
      external.subpath,
      ...external.attributes,
    ].join('/');
    return /microvm|netboot|installer|iso-image|sd-card|sd-image|virtualisation\/|qemu-vm|lxc|docker-image|nixos-generators/.test(
      name,
    );
  });
}
