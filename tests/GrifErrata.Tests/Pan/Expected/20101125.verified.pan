# Packages of update version 20101125 for sl550-x86_64.
template rpms/errata/20101125;

'/software/packages' = pkg_ronly('below', '8-1', 'x86_64');
'/software/packages' = pkg_ronly('down', '1-1', 'x86_64');
'/software/packages' = pkg_ronly('gcc-c++', '4.1~rc1-1^git', 'x86_64');
'/software/packages' = pkg_ronly('glibc', '2.5-49.7', 'i686');
'/software/packages' = pkg_ronly('glibc', '2.5-49.7', 'x86_64');
'/software/packages' = pkg_ronly('java-1.6.0-openjdk-with-a-name-that-is-long', '1.6.0.432.b06-2.el5', 'i686');
'/software/packages' = pkg_ronly('java-1.6.0-openjdk-with-a-name-that-is-long', '1.6.0.432.b06-2.el5', 'x86_64');
# Held back: kernel 2.6.18-194.26.1.el5 x86_64
'/software/packages' = {
    if (!is_defined(OS_ERRATA_HOLD) || index('firmware', OS_ERRATA_HOLD) < 0) {
        pkg_ronly('linux-firmware', '20101101-1', 'noarch');
    };
    SELF;
};
'/software/packages' = pkg_ronly('tzdata', '2010k-1', 'noarch');
