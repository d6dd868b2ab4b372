lib:
[ { options.a = lib.mkOption { type = lib.types.listOf lib.types.str; }; } { a = [ "x" 1 ]; } ]
