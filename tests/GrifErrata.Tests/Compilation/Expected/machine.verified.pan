# A machine of el9x-x86_64 that has packages in every shape. Made by the build to compile the generated templates.
object template grif-errata/el9x-x86_64/20250211-shapes;

variable LOADPATH = list('el9x-x86_64');
variable FULL_HOSTNAME = 'machine.example.org';
variable NODE_OS_VERSION = 'el9x-x86_64';
variable PKG_ARCH_DEFAULT = 'x86_64';

include 'components/spma/functions';

'/software/packages' = dict(
    'gcc_2dc_2b_2b', dict('_30_2d1', dict('arch', dict('x86_64', ''))),
    'hal', dict('_30_2d1', dict('arch', dict('i686', '', 'x86_64', '', 's390', ''))),
);

include 'config/os/errata/20250211-init';
include 'rpms/errata/20250211';
