unique template site/named;
