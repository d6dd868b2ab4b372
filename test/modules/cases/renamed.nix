lib:
[ { options.warnings = lib.mkOption { type = lib.types.listOf lib.types.str; default = [ ]; }; options.new.x = lib.mkOption { type = lib.types.int; default = 0; }; } (lib.mkRenamedOptionModule [ "old" "x" ] [ "new" "x" ]) { old.x = 5; } ]
