using System.Collections.Immutable;
using GrifErrata.Monitor.Storage;

namespace GrifErrata.Monitor.Tests.Storage;

[TestFixtureSource(typeof(StoreKinds), nameof(StoreKinds.All))]
public sealed class ReadingHosts(StoreKind kind) : StoreFixture(kind)
{
    [Test]
    public async Task Hosts_come_in_order_of_their_names_and_by_site_tag_set_and_silence()
    {
        using IMonitorStore store = Open();
        await StoreAsync(store, Report("b", "glibc 2.5-49"), Noon);
        await StoreAsync(store, Report("a", "glibc 2.5-49") with { Site = "GRIF-LAL" }, Noon.AddHours(1));
        await StoreAsync(store, Report("c", "glibc 2.5-58") with { Site = null, Tag = "se" }, Noon.AddHours(2));
        Assert.That(Names(HostFilter.All), Is.EqualTo(new[] { "a", "b", "c" }));
        Assert.That(Names(new HostFilter { Site = "GRIF-LAL" }), Is.EqualTo(new[] { "a" }));
        Assert.That(Names(new HostFilter { Tag = "se" }), Is.EqualTo(new[] { "c" }));
        Assert.That(Names(new HostFilter { SetHash = "glibc-2.5-49.x86_64" }), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(Names(new HostFilter { SilentSince = Noon.AddHours(1) }), Is.EqualTo(new[] { "b" }));

        IEnumerable<string> Names(HostFilter filter) => store.Hosts(filter).Select(host => host.Name);
    }

    [Test]
    public async Task Hosts_that_have_a_package_are_found_with_every_version_of_it()
    {
        using IMonitorStore store = Open();
        await StoreAsync(store, Report("two", "kernel 2.6.18-194", "kernel 2.6.18-238", "bash 3.2-24"), Noon);
        await StoreAsync(store, Report("one", "kernel 2.6.18-194", "glibc 2.5-49"), Noon);
        await StoreAsync(store, Report("none", "glibc 2.5-49"), Noon);
        ImmutableArray<HostWithPackages> found = store.HostsWithPackage("kernel", HostFilter.All);
        Assert.That(found.Select(each => $"{each.Host.Name}: {string.Join(' ', each.Packages)}"), Is.EqualTo(new[]
        {
            "one: kernel-2.6.18-194.x86_64",
            "two: kernel-2.6.18-194.x86_64 kernel-2.6.18-238.x86_64",
        }));
        Assert.That(store.HostsWithPackage("kern", HostFilter.All), Is.Empty);
        Assert.That(store.HostsWithPackage("glibc", new HostFilter { Site = "elsewhere" }), Is.Empty);
    }

    [Test]
    public async Task What_a_host_no_longer_has_is_not_found()
    {
        using IMonitorStore store = Open();
        await StoreAsync(store, Report("wn1", "telnet 1-1", "bash 3.2-24"), Noon);
        await StoreAsync(store, Report("wn1", "bash 3.2-24"), Noon.AddDays(1));
        Assert.That(store.HostsWithPackage("telnet", HostFilter.All), Is.Empty);
    }

    [Test]
    public void A_set_that_nobody_has_is_null()
    {
        using IMonitorStore store = Open();
        Assert.That(store.Packages("unknown"), Is.Null);
    }
}
