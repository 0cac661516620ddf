# Kernel and variables of update version 20241126 for el9x-x86_64.

unique template config/os/errata/20241126-init;

variable OS_ERRATA_KERNEL ?= '5.14.0-503.14.1.el9_5';
