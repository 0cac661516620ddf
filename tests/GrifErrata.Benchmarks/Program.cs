using GrifErrata.Benchmarks;

if (args is ["child", var what, var file]) return Child.Run(what, file);
if (args is ["write", var folder])
{
    UpdateInfoSample.Write(Path.Combine(folder, "updateinfo.xml"));
    PrimarySample.Write(Path.Combine(folder, "primary.xml"));
    return 0;
}

return 0;
