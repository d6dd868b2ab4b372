lib:
[ { options.a = lib.mkOption { type = lib.types.anything; }; } { a = [ 1 ]; } { a = [ 2 ]; } ]
