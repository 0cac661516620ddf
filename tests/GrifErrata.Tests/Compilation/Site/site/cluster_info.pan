unique template site/cluster_info;
