lib:
[ { options.a = lib.mkOption { type = lib.types.port; }; } { a = 70000; } ]
