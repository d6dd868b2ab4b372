lib:
[ { options.a = lib.mkOption { type = lib.types.nullOr lib.types.str; }; } { a = null; } { a = "x"; } ]
