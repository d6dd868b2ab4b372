lib:
[ { options.l = lib.mkOption { type = lib.types.listOf lib.types.str; }; }
  { l = lib.mkAfter [ "after" ]; } { l = [ "a" ]; } { l = lib.mkBefore [ "before" ]; } { l = lib.mkOrder 1200 [ "1200" ]; } { l = [ "b" ]; } ]
