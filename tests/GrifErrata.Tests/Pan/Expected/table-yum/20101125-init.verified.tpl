# Kernel and variables of update version 20101125 for el9x-x86_64.

unique template config/os/errata/20101125-init;

variable OS_ERRATA_KERNEL ?= '2.6.18-194.11.4.el5';

variable A ?= '1';

variable QUOTE ?= 'it''s';
