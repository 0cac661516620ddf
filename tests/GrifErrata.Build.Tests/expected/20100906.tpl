# Template to add update RPMs to base configuration

template rpms/errata/20100906;

'/software/packages'=pkg_ronly('gzip','1.3.5-11.el5_4.1','x86_64');
