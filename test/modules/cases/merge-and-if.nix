lib:
[ { options.a = lib.mkOption { type = lib.types.attrsOf lib.types.int; }; options.on = lib.mkOption { type = lib.types.bool; default = false; }; }
  ({ config, ... }: { config = lib.mkMerge [ { a.x = 1; on = true; } (lib.mkIf config.on { a.y = 2; }) (lib.mkIf (!config.on) { a.z = 3; }) (lib.mkIf config.on (lib.mkMerge [ { a.q = 4; } (lib.mkIf false { a.r = 5; }) ])) ]; }) ]
