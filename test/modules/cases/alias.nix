lib:
[ { options.new.list = lib.mkOption { type = lib.types.listOf lib.types.str; default = [ ]; }; } (lib.mkAliasOptionModule [ "old" ] [ "new" "list" ]) { old = [ "a" ]; } { new.list = [ "b" ]; } { old = lib.mkAfter [ "c" ]; } ]
