lib:
[ { options.a = lib.mkOption { type = lib.types.attrsOf lib.types.str; }; } { a = [ ]; } ]
