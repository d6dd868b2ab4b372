lib:
[ { options.a = lib.mkOption { type = lib.types.anything; }; } { a = { x = 1; y.z = [ 1 ]; }; } { a = { w = "q"; y.k = lib.mkDefault true; }; } { a.y.k = false; } ]
