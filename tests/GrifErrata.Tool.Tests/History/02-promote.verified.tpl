# promote 20100906 --to production --date 2010-09-07
# on 2010-09-07
# The versions of the federation GRIF: stages, sites, freezes. Generated; a site sets ERRATA_SITE and includes federation/errata/updates.
unique template federation/errata/config;

include { 'components/errata/schema' };

variable PKG_DEPLOY_OS_ERRATA ?= true;
variable ERRATA_SITE ?= 'none';

# The stage that each site follows.
variable ERRATA_SITE_STAGES ?= nlist(
    'irfu', 'default',
    'lal', 'default',
    'llr', 'production',
    'testbed', 'testbed',
);
variable ERRATA_STAGE ?= if (exists(ERRATA_SITE_STAGES[ERRATA_SITE])) ERRATA_SITE_STAGES[ERRATA_SITE] else 'default';

# The version that each stage has, by NODE_OS_VERSION.
variable ERRATA_STAGES ?= nlist(
    'testbed', nlist(
        'sl550-x86_64', '20100906',
    ),
    'production', nlist(
        'sl550-x86_64', '20100906',
    ),
    'default', nlist(
    ),
);

# Versions that sites chose themselves.
variable ERRATA_SITE_VERSIONS ?= nlist(
);

# Sites that stay on a version, and machines that do, by NODE_OS_VERSION and by escaped host name.
variable ERRATA_SITE_FREEZES ?= nlist(
);
variable ERRATA_FREEZES ?= nlist(
);

# What this machine gets, and why: its own freeze, its site's, its site's choice, its stage, the default, nothing.
# NODE_OS_ERRATA_TEMPLATE and OS_ERRATA_TEMPLATE are what sites of Quattor's SPMA trees set; undef there turns errata off.
variable ERRATA_STATE ?= {
    state = nlist('source', 'none', 'stage', ERRATA_STAGE, 'site', ERRATA_SITE);
    host = escape(FULL_HOSTNAME);
    own = undef;
    if (is_defined(PKG_OS_ERRATA_TEMPLATE)) {
        state['source'] = 'profile';
        own = PKG_OS_ERRATA_TEMPLATE;
    } else if (exists(ERRATA_FREEZES[host]) && ERRATA_FREEZES[host]['os'] == NODE_OS_VERSION) {
        state['source'] = 'machine';
        state['freeze'] = ERRATA_FREEZES[host];
        state['update_version'] = ERRATA_FREEZES[host]['version'];
    } else if (exists(NODE_OS_ERRATA_TEMPLATE[host])) {
        state['source'] = 'machine';
        own = NODE_OS_ERRATA_TEMPLATE[host];
    } else if (exists(ERRATA_SITE_FREEZES[ERRATA_SITE][NODE_OS_VERSION])) {
        state['source'] = 'site';
        state['freeze'] = ERRATA_SITE_FREEZES[ERRATA_SITE][NODE_OS_VERSION];
        state['update_version'] = state['freeze']['version'];
    } else if (exists(ERRATA_SITE_VERSIONS[ERRATA_SITE][NODE_OS_VERSION])) {
        state['source'] = 'site';
        state['update_version'] = ERRATA_SITE_VERSIONS[ERRATA_SITE][NODE_OS_VERSION];
    } else if (exists(OS_ERRATA_TEMPLATE[NODE_OS_VERSION])) {
        state['source'] = 'site';
        own = OS_ERRATA_TEMPLATE[NODE_OS_VERSION];
    } else if (ERRATA_STAGE != 'default' && exists(ERRATA_STAGES[ERRATA_STAGE][NODE_OS_VERSION])) {
        state['source'] = 'stage';
        state['update_version'] = ERRATA_STAGES[ERRATA_STAGE][NODE_OS_VERSION];
    } else if (exists(ERRATA_STAGES['default'][NODE_OS_VERSION])) {
        state['source'] = 'default';
        state['update_version'] = ERRATA_STAGES['default'][NODE_OS_VERSION];
    };
    if (is_defined(own)) {
        state['template'] = own;
        found = matches(own, '([0-9]{8})$');
        if (length(found) == 2) state['update_version'] = found[1];
    };
    state;
};

# Quattor's own config/os/updates includes it without a look at PKG_DEPLOY_OS_ERRATA, so it is undef where nothing is deployed.
variable PKG_OS_ERRATA_TEMPLATE = {
    template_name = undef;
    if (PKG_DEPLOY_OS_ERRATA && exists(ERRATA_STATE['template'])) {
        template_name = ERRATA_STATE['template'];
    } else if (PKG_DEPLOY_OS_ERRATA && exists(ERRATA_STATE['update_version'])) {
        template_name = 'rpms/errata/' + ERRATA_STATE['update_version'];
    };
    template_name;
};
variable PKG_OS_ERRATA_FIX_TEMPLATE ?= {
    if (is_defined(PKG_OS_ERRATA_TEMPLATE)) if_exists(PKG_OS_ERRATA_TEMPLATE + '-fix') else undef;
};
variable PKG_OS_ERRATA_INIT_TEMPLATE ?= {
    template_name = undef;
    if (PKG_DEPLOY_OS_ERRATA && exists(ERRATA_STATE['update_version'])) {
        template_name = 'config/os/errata/' + ERRATA_STATE['update_version'] + '-init';
    };
    template_name;
};

# SPMA trees take the kernel from OS_KERNEL_VERSION_ERRATA; a freeze's own comes before the version's.
variable OS_ERRATA_KERNEL ?= {
    if (PKG_DEPLOY_OS_ERRATA && exists(ERRATA_STATE['freeze']['kernel'])) ERRATA_STATE['freeze']['kernel'] else undef;
};
variable OS_KERNEL_VERSION_ERRATA ?= {
    if (is_defined(OS_ERRATA_KERNEL)) nlist(NODE_OS_VERSION, OS_ERRATA_KERNEL) else undef;
};
include { PKG_OS_ERRATA_INIT_TEMPLATE };

# The kernel that the version sets, by the OS with its architecture or without.
variable OS_ERRATA_KERNEL ?= {
    found = matches(NODE_OS_VERSION, '^(.+)-[^-]+$');
    if (exists(OS_KERNEL_VERSION_ERRATA[NODE_OS_VERSION])) {
        OS_KERNEL_VERSION_ERRATA[NODE_OS_VERSION];
    } else if (length(found) == 2 && exists(OS_KERNEL_VERSION_ERRATA[found[1]])) {
        OS_KERNEL_VERSION_ERRATA[found[1]];
    } else {
        undef;
    };
};
