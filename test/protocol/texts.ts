/** A host with a root in memory and a storage, without anything to complain of loudly. */
export const storage = `{ ... }: {
  fileSystems."/" = { device = "none"; fsType = "tmpfs"; options = [ "mode=755" "size=2G" ]; };
  fileSystems."/persist" = { device = "/dev/disk/by-label/persist"; fsType = "ext4"; neededForBoot = true; };
  users.users.bird = { isNormalUser = true; uid = 1000; };
  environment.persistence."/persist" = {
    directories = [ "/var/log" "/var/lib/nixos" { directory = "/var/lib/bluetooth"; mode = "0700"; } ];
    files = [ "/etc/machine-id" ];
    users.bird.directories = [ "Documents" ];
  };
}
`;

/** The same with an entry twice: the error duplicate-entry. */
export const storageTwice = storage.replace('"/var/log"', '"/var/log" "/var/log/"');
