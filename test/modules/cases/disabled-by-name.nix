lib:
[ { options.l = lib.mkOption { type = lib.types.listOf lib.types.int; default = [ ]; }; } { key = "k"; l = [ 1 ]; } { key = "/m"; l = [ 3 ]; } { l = [ 4 ]; disabledModules = [ "k" "/m" ]; } ]
