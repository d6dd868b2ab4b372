lib:
[ { options.a.x = lib.mkOption { type = lib.types.int; default = 0; }; options.a.y = lib.mkOption { type = lib.types.int; default = 0; }; }
  { a = lib.mkForce { x = 3; }; } { a = { x = 1; y = 2; }; } ]
