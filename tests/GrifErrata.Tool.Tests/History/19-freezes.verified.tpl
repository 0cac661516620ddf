# freezes
# on 2010-11-29
# GE1708 The freeze of wn7.irfu.example.org on 20101022 (job that must not be stopped; ops@irfu.example.org) ended on 2010-11-15. Take it out, or give it a new end with a reason that still holds.
