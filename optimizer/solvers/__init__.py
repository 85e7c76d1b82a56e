"""The solvers behind one face: HiGHS in process and CBC through PuLP; numbers in, numbers out."""
