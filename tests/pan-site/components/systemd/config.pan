# Stands for Quattor's component systemd: the part of its schema that generated templates use.
unique template components/systemd/config;

include 'quattor/schema';

type systemd_unit = extensible {
    'startstop' : boolean = true
    'state' ? string with match(SELF, '^(enabled|disabled|masked)$')
};

type component_systemd = {
    include structure_component
    'unit' ? systemd_unit{}
};

bind '/software/components/systemd' = component_systemd;

prefix '/software/components/systemd';
'active' ?= true;
'dispatch' ?= true;
'dependencies/pre' ?= list('spma');
