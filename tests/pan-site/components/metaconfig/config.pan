# Stands for Quattor's component metaconfig: the part of its schema that generated templates use.
unique template components/metaconfig/config;

include 'quattor/schema';

type metaconfig_service = {
    'module' : string
    'mode' : long(0..0777) = 0644
    'owner' : string = 'root'
    'group' : string = 'root'
    'daemons' ? string{}
    'contents' : element
};

type component_metaconfig = {
    include structure_component
    'services' ? metaconfig_service{}
};

bind '/software/components/metaconfig' = component_metaconfig;

prefix '/software/components/metaconfig';
'active' ?= true;
'dispatch' ?= true;
'dependencies/pre' ?= list('spma');
