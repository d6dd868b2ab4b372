lib:
[ { options.a = lib.mkOption { type = lib.types.uniq (lib.types.listOf lib.types.int); }; } { a = [ 1 ]; } { a = [ 2 ]; } ]
