lib:
[ { options.a = lib.mkOption { type = lib.types.nonEmptyListOf lib.types.str; }; } { a = [ ]; } ]
