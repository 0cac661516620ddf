structure template site/machine;

'location' = 'rack 1';
'serialnumber' = '1';
'cpu' = list(dict('manufacturer', 'Intel', 'model', 'Xeon', 'speed', 3000, 'arch', 'x86_64', 'cores', 8));
'ram' = list(dict('size', 8192));
'harddisks' = dict('sda', dict('capacity', 100000, 'interface', 'sata'));
'cards/nic/eth0' = dict('hwaddr', '02:00:00:00:00:01', 'boot', true);
