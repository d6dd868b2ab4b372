import { dir, nixos, onlyWith, publishedMap, type StateFact, service, survey } from './stateFact.ts';

/** Containers and virtual machines. */
export const virtualisationFacts: readonly StateFact[] = [
  withContainers(
    'docker',
    service(
      'Docker',
      'virtualisation.docker.enable',
      [dir('/var/lib/docker')],
      'images, containers and volumes; too large for memory',
      survey(14),
      ['virtualisation.docker.daemon.settings.data-root', 'virtualisation.docker.extraOptions'],
    ),
  ),
  service(
    'Podman',
    'virtualisation.podman.enable',
    [dir('/var/lib/containers', '0755')],
    'images, containers and volumes of root',
    survey(7),
  ),
  withContainers(
    'podman',
    service('containers declared in NixOS', '', [dir('/var/lib/containers')], 'images and volumes', survey(7)),
  ),
  service(
    'libvirt',
    'virtualisation.libvirtd.enable',
    [dir('/var/lib/libvirt', '0755')],
    'virtual machines, their images and firmware variables',
    publishedMap,
  ),
  service(
    'software TPM',
    'virtualisation.libvirtd.qemu.swtpm.enable',
    [dir('/var/lib/swtpm-localca', '0750')],
    'the certificate authority of virtual TPMs',
    publishedMap,
  ),
  service('Waydroid', 'virtualisation.waydroid.enable', [dir('/var/lib/waydroid')], 'images', survey(2)),
  service(
    'Incus',
    'virtualisation.incus.enable',
    [dir('/var/lib/incus')],
    'containers, virtual machines and their images',
    nixos('virtualisation/incus.nix'),
  ),
  {
    ...onlyWith(
      service(
        'k3s',
        'services.k3s.enable',
        [dir('/var/lib/rancher/k3s')],
        'the database of the cluster, its certificates and local volumes',
        nixos('services/cluster/rancher/default.nix'),
        ['services.k3s.extraFlags'],
      ),
      'services.k3s.role',
      'server',
      true,
    ),
    unknownWith: ['services.k3s.configPath'],
  },
  service('LXD', 'virtualisation.lxd.enable', [dir('/var/lib/lxd')], 'containers', publishedMap),
];

/** State that containers declared in NixOS have with a backend (NixOS/nixpkgs, nixos/modules/virtualisation/oci-containers.nix). */
function withContainers(backend: 'docker' | 'podman', fact: StateFact): StateFact {
  const onlyWith = { option: 'virtualisation.oci-containers.backend', value: backend, byDefault: backend === 'podman' };
  const option = 'virtualisation.oci-containers.containers';
  return { ...fact, neededBy: [...fact.neededBy, { kind: 'filled', option, onlyWith }] };
}
