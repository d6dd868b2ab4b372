import { describe, expect, test } from 'vitest';
import { hostsOf, inputs, valueAt } from '../support/flakeHosts.ts';

const flake = (perSystem: string) => ({
  'flake.nix': `{
    ${inputs('NixOS/nixpkgs numtide/flake-utils deep/thought')}
    outputs = { nixpkgs, flake-utils, thought, ... }: {
      nixosConfigurations.box = nixpkgs.lib.nixosSystem { modules = [ { networking.hostName = "box"; } ]; };
    } // ${perSystem};
  }`,
});

describe('what flake-utils gives for each system beside the hosts of a flake', () => {
  test('systems by their names out of its library', () => {
    const hosts = hostsOf(
      flake(
        'flake-utils.lib.eachSystem (with flake-utils.lib.system; [ x86_64-linux ]) (system: { packages.one = system; })',
      ),
    );
    expect(valueAt(hosts.get('box'), 'networking.hostName')).toBe('box');
    expect(hosts.get('box')?.open).toBe(false);
  });

  test('its default systems as a list', () => {
    const hosts = hostsOf(
      flake('flake-utils.lib.eachSystem flake-utils.lib.defaultSystems (system: { packages.one = system; })'),
    );
    expect(valueAt(hosts.get('box'), 'networking.hostName')).toBe('box');
  });

  test('systems that are not known leave alone what no system has', () => {
    const hosts = hostsOf(flake('flake-utils.lib.eachSystem thought.systems (system: { packages.one = system; })'));
    expect(valueAt(hosts.get('box'), 'networking.hostName')).toBe('box');
    expect(hosts.get('box')?.open).toBe(false);
  });

  test('hosts per system that are not known are no known hosts', () => {
    const hosts = hostsOf(flake('flake-utils.lib.eachSystem thought.systems (system: { nixosConfigurations = { }; })'));
    expect(hosts.get('box')?.open ?? true).toBe(true);
  });

  test('hosts below the name of a system are no hosts of that name', () => {
    const hosts = hostsOf(
      flake(`(let out = flake-utils.lib.eachDefaultSystem (system: {
        nixosConfigurations.deep = nixpkgs.lib.nixosSystem { modules = [ { networking.hostName = "deep"; } ]; };
      }); in out // { nixosConfigurations = out.nixosConfigurations // { inherit (out.nixosConfigurations.x86_64-linux) deep; }; })`),
    );
    expect([...hosts.keys()]).toEqual(['deep']);
    expect(valueAt(hosts.get('deep'), 'networking.hostName')).toBe('deep');
  });
});
