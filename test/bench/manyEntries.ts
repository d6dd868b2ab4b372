/** A configuration with so many entries in one list, half of them sets. */
export function manyEntries(count: number): string {
  const entries = Array.from({ length: count }, (_, index) =>
    index % 2 === 0
      ? `    "/srv/${index}/data"`
      : `    { directory = "/srv/${index}/data"; mode = "0750"; user = "robin"; }`,
  );
  return `{ lib, ... }:
{
  imports = [ "\${builtins.fetchTarball "https://github.com/nix-community/impermanence/archive/master.tar.gz"}/nixos.nix" ];
  fileSystems."/" = { device = "none"; fsType = "tmpfs"; options = [ "size=2G" "mode=755" ]; };
  fileSystems."/nix" = { device = "/dev/vda1"; fsType = "ext4"; neededForBoot = true; };
  fileSystems."/persist" = { device = "/dev/vda2"; fsType = "ext4"; neededForBoot = true; };
  users.users.robin = { isNormalUser = true; hashedPasswordFile = "/persist/robin"; };
  environment.persistence."/persist".directories = [
${entries.join('\n')}
  ];
}
`;
}
