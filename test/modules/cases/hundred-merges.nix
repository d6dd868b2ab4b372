lib:
[ { options.l = lib.mkOption { type = lib.types.listOf lib.types.int; default = [ ]; }; } { l = lib.mkMerge (map (n: lib.mkIf (lib.mod n 2 == 0) [ n ]) (lib.range 1 100)); } { config = lib.mkMerge (map (n: { l = lib.mkIf (n > 97) [ (n * 1000) ]; }) (lib.range 1 100)); } ]
