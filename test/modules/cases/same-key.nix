lib:
[ { options.l = lib.mkOption { type = lib.types.listOf lib.types.int; default = [ ]; }; } { key = "k"; l = [ 1 ]; } { imports = [ { key = "k"; l = [ 1 ]; } ]; l = [ 2 ]; } ]
