lib:
[ { options.a.b.c = lib.mkOption { type = lib.types.listOf lib.types.int; default = [ ]; }; } { a = lib.mkIf true { b = lib.mkMerge [ { c = [ 1 ]; } (lib.mkIf false { c = [ 2 ]; }) (lib.mkIf true { c = lib.mkAfter [ 3 ]; }) ]; }; } { a.b = { c = [ 4 ]; }; } ]
