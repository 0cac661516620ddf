# Template to add update RPMs to base configuration

template rpms/errata/20101022;

'/software/packages'=pkg_ronly('gzip','1.3.5-11.el5_4.1','x86_64');
'/software/packages'=pkg_ronly('openssl','0.9.8e-12.el5_5.7','x86_64');
