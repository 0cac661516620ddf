unique template site/global_variables;

variable OS_ERRATA_INIT ?= 'federation/errata/config';
variable QUATTOR_PROFILE_URL = 'https://quattor.example.org/profiles';
variable YUM_OS_DISTRIBUTION = dict('el9', 'alma9');
variable DOMAIN = 'example.org';
variable NAMESERVERS = list('192.0.2.2');
variable NETWORK_PARAMS = dict('gateway', '192.0.2.1', 'netmask', '255.255.255.0', 'ip', '192.0.2.11');

# Disks and installation are not what is compiled here.
variable OS_POSTPONE_FILESYSTEM_CONFIG = true;
