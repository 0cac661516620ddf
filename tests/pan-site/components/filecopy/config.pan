# Stands for Quattor's component filecopy: the part of its schema that generated templates use.
unique template components/filecopy/config;

include 'quattor/schema';

type filecopy_service = {
    'config' : string
    'perms' ? string with match(SELF, '^[0-7]{4}$')
    'owner' ? string
    'group' ? string
    'restart' ? string
    'backup' ? boolean
};

type component_filecopy = {
    include structure_component
    'services' ? filecopy_service{}
};

bind '/software/components/filecopy' = component_filecopy;

prefix '/software/components/filecopy';
'active' ?= true;
'dispatch' ?= true;
'dependencies/pre' ?= list('spma');
