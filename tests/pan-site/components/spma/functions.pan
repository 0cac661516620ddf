# Stands for the package functions of Quattor's ncm-spma, as its documentation describes them. A package is
# '/software/packages/<escaped name>/<escaped version-release>/arch/<arch>'; {} is any version.
declaration template components/spma/functions;

# Sets a package. Arguments: name, version-release, architecture. With an architecture it takes that one from other versions;
# with a version alone it replaces all there is; without a version the package must not have one.
function pkg_repl = {
    if (ARGC < 1 || ARGC > 3) error('pkg_repl takes a name, a version and an architecture.');
    name = escape(ARGV[0]);
    if (ARGC == 1) {
        if (exists(SELF[name]) && length(SELF[name]) > 0) {
            error('%s has a version, which pkg_repl would unlock.', ARGV[0]);
        };
        SELF[name] = dict();
    } else {
        version = escape(ARGV[1]);
        result = dict();
        if (ARGC == 2) {
            result[version] = dict();
        } else {
            if (exists(SELF[name])) {
                foreach (other; params; SELF[name]) {
                    if (exists(params['arch'])) {
                        foreach (arch; repository; params['arch']) {
                            if (arch != ARGV[2]) result[other]['arch'][arch] = repository;
                        };
                    };
                };
            };
            result[version]['arch'][ARGV[2]] = '';
        };
        SELF[name] = result;
    };
    SELF;
};

# Moves an architecture of a package that the machine has. Arguments: name, version-release, architecture.
function pkg_ronly = {
    if (ARGC != 3) error('pkg_ronly takes a name, a version and an architecture.');
    name = escape(ARGV[0]);
    has = false;
    if (exists(SELF[name])) {
        foreach (version; params; SELF[name]) {
            if (exists(params['arch'][ARGV[2]])) has = true;
        };
    };
    if (has) pkg_repl(ARGV[0], ARGV[1], ARGV[2]) else SELF;
};

# Adds a package that the machine does not have yet. Arguments as for pkg_repl.
function pkg_add = {
    if (ARGC < 1 || ARGC > 3) error('pkg_add takes a name, a version and an architecture.');
    if (exists(SELF[escape(ARGV[0])])) error('%s is on the machine already.', ARGV[0]);
    if (ARGC == 1) {
        pkg_repl(ARGV[0]);
    } else if (ARGC == 2) {
        pkg_repl(ARGV[0], ARGV[1]);
    } else {
        pkg_repl(ARGV[0], ARGV[1], ARGV[2]);
    };
};

# Takes a package away, or one version or one architecture of it. Arguments: name, version-release, architecture.
function pkg_del = {
    if (ARGC < 1 || ARGC > 3) error('pkg_del takes a name, a version and an architecture.');
    name = escape(ARGV[0]);
    if (exists(SELF[name])) {
        result = dict();
        foreach (version; params; SELF[name]) {
            if (ARGC > 1 && ARGV[1] != '' && version != escape(ARGV[1])) {
                result[version] = params;
            } else if (ARGC == 3 && exists(params['arch'])) {
                foreach (arch; repository; params['arch']) {
                    if (arch != ARGV[2]) result[version]['arch'][arch] = repository;
                };
            };
        };
        if (length(result) > 0) {
            SELF[name] = result;
        } else {
            SELF[name] = null;
        };
    };
    SELF;
};
