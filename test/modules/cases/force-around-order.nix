lib:
[ { options.l = lib.mkOption { type = lib.types.listOf lib.types.str; default = [ ]; }; }
  { l = lib.mkForce (lib.mkAfter [ "x" ]); } { l = lib.mkForce [ "y" ]; } { l = [ "z" ]; } ]
