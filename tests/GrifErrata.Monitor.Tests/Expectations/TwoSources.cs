using GrifErrata.Monitor.Expectations;
using GrifErrata.Monitor.Tests.Relay;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace GrifErrata.Monitor.Tests.Expectations;

public sealed class TwoSources
{
    [Test]
    public async Task What_was_read_of_one_is_not_lost_where_the_other_fails()
    {
        using TemporaryFolder input = new(), mirror = new();
        input.Write("el5/os.yaml", "nodeOsVersion: el5\narch: x86_64\npan: { extension: tpl, shape: lines, backend: spma }\nselect: repository\n"
            + "sources: { base: [sources/base.csv], errata: [sources/errata.csv], advisories: [] }\n");
        input.Write("el5/sources/base.csv", "name,epoch,version,release,arch\nbash,,3.2,24,x86_64\n");
        input.Write("el5/sources/errata.csv", "name,epoch,version,release,arch,build_time\nbash,,3.2,25,x86_64,2010-11-01T00:00:00Z\n");
        input.Write("el5/updates/20101125.yaml", "kind: monthly\nstate: draft\n");
        using CancellationTokenSource stopped = new();
        await using Upstream server = await Upstream.StartAsync(async context =>
        {
            await stopped.CancelAsync();
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        });
        using ExpectationWatch watch = new(new() { Input = input.Path, Profiles = server.Url.AbsoluteUri, MirrorFolder = mirror.Path }, TimeProvider.System, NullLogger<ExpectationWatch>.Instance);
        await Assert.ThatAsync(() => watch.PollAsync(stopped.Token), Throws.InstanceOf<OperationCanceledException>());
        await watch.PollAsync(CancellationToken.None);
        Assert.That(watch.Current.Oses, Has.Length.EqualTo(1), string.Join('\n', watch.Current.Sources.SelectMany(s => s.Problems)));
    }
}
