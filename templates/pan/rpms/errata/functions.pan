# What the templates of update versions call. Generated.
declaration template rpms/errata/functions;

variable OS_ERRATA_LOCK_UNVERSIONED ?= true;

# Families of packages that this machine keeps as they are.
variable OS_ERRATA_HOLD ?= list();

# Moves the packages that this machine has. Arguments: escaped name -> architecture -> version-release; escaped name -> family.
function pkg_errata = {
    # The tables are read where they lie: panc copies what is assigned to a variable, once a machine.
    foreach (name; installed; SELF) {
        if (exists(ARGV[0][name])
            && !(ARGC > 1 && exists(ARGV[1][name]) && index(ARGV[1][name], OS_ERRATA_HOLD) >= 0)) {
            moved = false;
            result = dict();
            foreach (version; params; installed) {
                if (exists(params['arch'])) {
                    foreach (arch; repository; params['arch']) {
                        if (exists(ARGV[0][name][arch])) {
                            result[escape(ARGV[0][name][arch])]['arch'][arch] = '';
                            moved = true;
                        } else {
                            result[version]['arch'][arch] = repository;
                        };
                    };
                };
            };
            # yum and yumdnf: a package without version gets the machine's own architecture, or noarch.
            if (length(installed) == 0 && OS_ERRATA_LOCK_UNVERSIONED) {
                arch = PKG_ARCH_DEFAULT;
                if (!exists(ARGV[0][name][arch])) arch = 'noarch';
                if (exists(ARGV[0][name][arch])) {
                    result[escape(ARGV[0][name][arch])]['arch'][arch] = '';
                    moved = true;
                };
            };
            if (moved) SELF[name] = result;
        };
    };
    SELF;
};
