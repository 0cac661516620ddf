# Kernel and variables of update version 20240924 for el9x-x86_64.

unique template config/os/errata/20240924-init;

variable OS_ERRATA_KERNEL ?= '5.14.0-427.13.1.el9_4';
