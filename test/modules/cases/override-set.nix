lib:
[ { options.a = lib.mkOption { type = lib.types.attrsOf lib.types.int; }; }
  { a = { x = 1; y = 2; }; } { a = lib.mkForce { z = 3; }; } ]
