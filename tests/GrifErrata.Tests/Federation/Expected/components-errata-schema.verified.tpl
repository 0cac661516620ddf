# What a profile says of its update version, for monitors to read. Generated.
declaration template components/errata/schema;

include { 'quattor/schema' };

type errata_freeze = {
    'os' : string
    'version' : string with match(SELF, '^[0-9]{8}$')
    'kernel' ? string
    'reason' : string
    'owner' : string
    'until' ? string with match(SELF, '^[0-9]{4}-[0-9]{2}-[0-9]{2}$')
};

type component_errata = {
    include structure_component
    'os' ? string
    'source' : string with match(SELF, '^(profile|machine|site|stage|default|none)$')
    'stage' : string
    'site' : string
    'update_version' ? string with match(SELF, '^[0-9]{8}$')
    'kernel' ? string
    'freeze' ? errata_freeze
};

bind '/software/components/errata' = component_errata;
