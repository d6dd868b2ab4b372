lib:
[ { options.a = lib.mkOption { type = lib.types.str; }; } { a = "x"; } { a = "x"; } ]
