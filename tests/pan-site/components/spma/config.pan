# Stands for Quattor's component spma, which installs packages.
unique template components/spma/config;

include 'quattor/schema';
include 'components/spma/functions';

type component_spma = {
    include structure_component
};

bind '/software/components/spma' = component_spma;

prefix '/software/components/spma';
'active' ?= true;
'dispatch' ?= true;
