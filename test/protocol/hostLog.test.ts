import { expect, test } from 'vitest';
import { startEditor } from './editor.ts';

test('the log names the hosts of a folder, and again when they are others', async () => {
  const flake = (...hosts: string[]) => `{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";
  outputs = { nixpkgs, ... }: {
    ${hosts.map((host) => `nixosConfigurations.${host} = nixpkgs.lib.nixosSystem { modules = [ ./shared.nix ]; };`).join('\n    ')}
  };
}
`;
  const editor = await startEditor({
    '/p/flake.nix': flake('heron'),
    '/p/shared.nix': '{ environment.persistence."/p".directories = [ "/var/log" ]; }\n',
    '/p/later.nix': '{ networking.hostName = "x"; }\n',
  });
  const told = () => editor.log.map(({ message }) => message);
  const beside = '1 file that no host imports, each looked at by itself';
  editor.open('/p/flake.nix');
  await expect.poll(told).toEqual([`/p: host heron; ${beside}`]);
  editor.replace('/p/flake.nix', 'inputs', 'description = "two"; inputs');
  await editor.settled('/p/flake.nix');
  expect(told()).toHaveLength(1);
  editor.replace(
    '/p/flake.nix',
    'nixosConfigurations.heron',
    'nixosConfigurations.finch = nixpkgs.lib.nixosSystem { modules = [ ./shared.nix ]; };\n    nixosConfigurations.heron',
  );
  await expect.poll(told).toEqual([`/p: host heron; ${beside}`, `/p: hosts finch, heron; ${beside}`]);
});

test('the log says where a folder has no host', async () => {
  const editor = await startEditor({ '/p/notes.txt': '' });
  await expect.poll(() => editor.log.map(({ message }) => message)).toEqual(['/p: no host found']);
});
