template site/databases;

variable DB_MACHINE = dict(escape('wn1.example.org'), 'site/machine');
