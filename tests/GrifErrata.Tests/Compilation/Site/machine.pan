# A machine of today, as a site of Quattor describes it: its OS, its site, then its repositories with the updates.
object template machine;

variable FULL_HOSTNAME = 'wn1.example.org';
variable HOSTNAME = 'wn1';
variable NODE_OS_VERSION_DEFAULT = 'el9x-x86_64';
variable LOADPATH = list('el9x-x86_64');

include 'machine-types/core';
include 'repository/config';

'/system/rootmail' = 'root@example.org';
