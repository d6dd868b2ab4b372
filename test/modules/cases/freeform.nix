lib:
[ { freeformType = lib.types.attrsOf lib.types.int; options.a = lib.mkOption { type = lib.types.str; default = "s"; }; } { b = 1; c = lib.mkIf false 2; d = lib.mkMerge [ 3 (lib.mkForce 4) ]; } ]
