# Packages of update version 20101125 for el9x-x86_64.
template rpms/errata/20101125;

variable OS_ERRATA_LOCK_UNVERSIONED ?= false;

include 'rpms/errata/functions';

variable OS_ERRATA_PACKAGES_20101125 ?= dict(
    'below', dict('x86_64', '8-1'),
    'down', dict('x86_64', '1-1'),
    '{gcc-c++}', dict('x86_64', '4.1~rc1-1^git'),
    'glibc', dict('i686', '2.5-49.7', 'x86_64', '2.5-49.7'),
    '{java-1.6.0-openjdk-with-a-name-that-is-long}', dict(
        'i686', '1.6.0.432.b06-2.el5',
        'x86_64', '1.6.0.432.b06-2.el5',
    ),
    '{linux-firmware}', dict('noarch', '20101101-1'),
    'tzdata', dict('noarch', '2010k-1'),
);

# What a site may hold: variable OS_ERRATA_HOLD = list('family').
variable OS_ERRATA_FAMILIES_20101125 ?= dict(
    '{linux-firmware}', 'firmware',
);

'/software/packages' = pkg_errata(OS_ERRATA_PACKAGES_20101125, OS_ERRATA_FAMILIES_20101125);

# Held back: kernel 2.6.18-194.26.1.el5 x86_64
