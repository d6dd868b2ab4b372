lib:
[ { options.from = lib.mkOption { type = lib.types.listOf lib.types.str; default = [ ]; }; options.to = lib.mkOption { type = lib.types.listOf lib.types.str; default = [ ]; }; } ({ options, ... }: { to = lib.mkAliasDefinitions options.from; }) { from = [ "a" ]; } { from = [ "b" ]; to = [ "c" ]; } ]
