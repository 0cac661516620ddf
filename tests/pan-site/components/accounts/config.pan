# Stands for Quattor's component accounts: the part of its schema that generated templates use.
unique template components/accounts/config;

include 'quattor/schema';

type accounts_group = {
    'gid' : long(1..)
};

type accounts_user = extensible {
    'uid' : long(1..)
    'groups' : string[]
    'homeDir' ? string with match(SELF, '^/')
    'createHome' ? boolean
    'shell' ? string with match(SELF, '^/')
    'comment' ? string
};

type component_accounts = {
    include structure_component
    'groups' ? accounts_group{}
    'users' ? accounts_user{}
};

bind '/software/components/accounts' = component_accounts;

prefix '/software/components/accounts';
'active' ?= true;
'dispatch' ?= true;
'dependencies/pre' ?= list('spma');
