# Stands for Quattor's component cron: the part of its schema that generated templates use.
unique template components/cron/config;

include 'quattor/schema';

type cron_entry = {
    'name' : string
    'user' : string = 'root'
    'frequency' : string with match(SELF, '^(\S+\s+){4}\S+$')
    'command' : string
    'env' ? string{}
};

type component_cron = {
    include structure_component
    'entries' ? cron_entry[]
};

bind '/software/components/cron' = component_cron;

prefix '/software/components/cron';
'active' ?= true;
'dispatch' ?= true;
'dependencies/pre' ?= list('spma');
