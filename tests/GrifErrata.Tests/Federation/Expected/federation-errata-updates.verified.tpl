# What a site of the federation GRIF includes last, after every package list. Generated.
template federation/errata/updates;

include { 'federation/errata/config' };
include { if (PKG_DEPLOY_OS_ERRATA) PKG_OS_ERRATA_TEMPLATE else undef };
include { if (PKG_DEPLOY_OS_ERRATA) PKG_OS_ERRATA_FIX_TEMPLATE else undef };

'/software/packages' = {
    # A site that locks kernel* itself, with PKG_LOCK_KERNEL_VERSION for instance, keeps its lock.
    locked = exists(SELF[escape('kernel*')]) && length(SELF[escape('kernel*')]) > 0;
    if (PKG_DEPLOY_OS_ERRATA && OS_ERRATA_LOCK_KERNEL && is_defined(OS_ERRATA_KERNEL) && !locked) {
        pkg_repl('kernel*', OS_ERRATA_KERNEL, PKG_ARCH_DEFAULT);
    };
    SELF;
};

'/software/components/errata' = {
    SELF['active'] = false;
    SELF['dispatch'] = false;
    SELF['os'] = NODE_OS_VERSION;
    SELF['source'] = ERRATA_STATE['source'];
    SELF['stage'] = ERRATA_STATE['stage'];
    SELF['site'] = ERRATA_STATE['site'];
    # Where nothing is deployed the machine has no update version, whatever it would get.
    if (PKG_DEPLOY_OS_ERRATA && exists(ERRATA_STATE['update_version'])) {
        SELF['update_version'] = ERRATA_STATE['update_version'];
    };
    if (exists(ERRATA_STATE['freeze'])) SELF['freeze'] = ERRATA_STATE['freeze'];
    if (PKG_DEPLOY_OS_ERRATA && is_defined(OS_ERRATA_KERNEL)) SELF['kernel'] = OS_ERRATA_KERNEL;
    # What is locked, whoever locked it.
    if (exists('/software/packages/kernel_2a')) {
        foreach (version; build; value('/software/packages/kernel_2a')) SELF['kernel'] = unescape(version);
    };
    SELF;
};

include { if_exists('rpms/updates') };
