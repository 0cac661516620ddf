unique template site/config;
