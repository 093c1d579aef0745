# Makes this folder a package, so that unittest finds the tests in it.
