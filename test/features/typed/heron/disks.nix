{ lib, ... }:
{
  fileSystems = {
    "/" = {
      device = "none";
      fsType = "tmpfs";
      options = [ "size=2G" "mode=755" "noatime" ];
    };
    "/boot" = { device = "/dev/disk/by-label/BOOT"; fsType = "vfat"; };
  };

  fileSystems."/persist" = {
    device = "/dev/disk/by-label/persist";
    fsType = "btrfs";
    options = [
      "subvol=persist"
      "compress=zstd"
      "noatime"
    ];
    neededForBoot = true;
  };

  fileSystems."/nix" =
    { device = "/dev/disk/by-label/nix";
      fsType = "ext4";
      neededForBoot = lib.mkForce true;
    };

  fileSystems."/cache" = {
    device = "/dev/disk/by-label/cache";
    fsType = "xfs";
    neededForBoot = lib.mkDefault true;
  };

  swapDevices = [ { device = "/dev/disk/by-label/swap"; } ];
}
