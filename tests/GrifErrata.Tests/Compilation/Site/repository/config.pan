# Every profile includes it last.
template repository/config;

'/software/repositories' ?= list();

include 'federation/errata/updates';
