# The server: a fresh btrfs subvolume at every boot.
{ pkgs, ... }:

let
  disk = "/dev/disk/by-label/nixos";
  keepDays = 30;
in
{
  networking.hostName = "heron";

  fileSystems."/" = {
    device = disk;
    fsType = "btrfs";
    options = [ "subvol=root" ];
  };

  fileSystems."/boot" = {
    device = "/dev/disk/by-label/BOOT";
    fsType = "vfat";
  };

  fileSystems."/nix" = {
    device = disk;
    fsType = "btrfs";
    options = [ "subvol=nix" "compress=zstd" ];
  };

  fileSystems."/persist" = {
    device = disk;
    fsType = "btrfs";
    options = [ "subvol=persist" "compress=zstd" ];
  };

  boot.initrd.postResumeCommands = ''
    mkdir -p /btrfs_tmp
    mount ${disk} /btrfs_tmp
    if [[ -e /btrfs_tmp/root ]]; then
      timestamp=$(date --date="@$(stat -c %Y /btrfs_tmp/root)" "+%Y-%m-%d_%H:%M:%S")
      mkdir -p /btrfs_tmp/old_roots
      mv /btrfs_tmp/root "/btrfs_tmp/old_roots/$timestamp"
    fi

    # old roots are kept for a while
    for root in $(find /btrfs_tmp/old_roots/ -maxdepth 1 -mtime +${toString keepDays}); do
      btrfs subvolume delete -R "$root"
    done

    btrfs subvolume create /btrfs_tmp/root
    umount /btrfs_tmp
  '';

  services.postgresql.enable = true;
  services.openssh.enable = true;

  my.state.directories = [ "/var/lib/postgresql" ];
}
