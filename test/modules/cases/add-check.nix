lib:
[ { options.a = lib.mkOption { type = lib.types.addCheck lib.types.int (x: x > 3); }; } { a = 2; } ]
