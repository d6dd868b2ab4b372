lib:
[ { options.a = lib.mkOption { type = lib.types.boolByOr; }; } { a = false; } { a = true; } ]
