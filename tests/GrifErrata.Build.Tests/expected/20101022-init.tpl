# Kernel and variables of update version 20101022 for el5-x86_64.

unique template config/os/errata/20101022-init;

variable OS_KERNEL_VERSION_ERRATA ?= nlist('el5', '2.6.18-194.11.3.el5');
