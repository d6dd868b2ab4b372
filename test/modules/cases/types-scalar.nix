lib:
[ { options = {
      b = lib.mkOption { type = lib.types.bool; }; i = lib.mkOption { type = lib.types.int; }; f = lib.mkOption { type = lib.types.float; };
      e = lib.mkOption { type = lib.types.enum [ "x" "y" ]; }; n = lib.mkOption { type = lib.types.nullOr lib.types.str; default = null; };
      p = lib.mkOption { type = lib.types.port; }; s = lib.mkOption { type = lib.types.singleLineStr; }; path = lib.mkOption { type = lib.types.path; };
      r = lib.mkOption { type = lib.types.ints.between 1 5; }; u = lib.mkOption { type = lib.types.ints.unsigned; }; }; }
  { b = true; i = 3; f = 1.5; e = "y"; p = 8080; s = "one line"; path = "/etc"; r = 5; u = 0; } ]
