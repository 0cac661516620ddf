template site/filesystems/base;
