# Stands for Quattor's schema: what the types of components have in common.
declaration template quattor/schema;

type structure_component_dependencies = {
    'pre' ? string[]
    'post' ? string[]
};

type structure_component = extensible {
    'active' : boolean = true
    'dispatch' : boolean = true
    'version' ? string with match(SELF, '^[0-9]+\.[0-9]+\.[0-9]+$')
    'dependencies' ? structure_component_dependencies
};
