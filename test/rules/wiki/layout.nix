  fileSystems."/" =
    { device = "none";
      fsType = "tmpfs";
      options = [ "size=2G" "mode=755" ]; # nobody but root writes to the root itself
    };
  fileSystems."/home/username" =
    { device = "none";
      fsType = "tmpfs";  # may as well be on the disk
      options = [ "size=3G" "mode=777" ];
    };
  fileSystems."/nix" =  # or on LUKS
    { device = "/dev/disk/by-uuid/UUID";
      fsType = "ext4";
    };
  fileSystems."/boot" =
    { device = "/dev/disk/by-uuid/UUID";
      fsType = "vfat";
    };
  # whatever else is mounted
