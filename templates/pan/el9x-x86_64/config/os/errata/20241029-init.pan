# Kernel and variables of update version 20241029 for el9x-x86_64.

unique template config/os/errata/20241029-init;

variable OS_ERRATA_KERNEL ?= '5.14.0-427.13.1.el9_4';
