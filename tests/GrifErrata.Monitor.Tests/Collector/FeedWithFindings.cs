using System.Collections.Immutable;
using System.Net;
using GrifErrata.Monitor.Access;
using GrifErrata.Monitor.Collector;
using GrifErrata.Monitor.Databases;
using GrifErrata.Monitor.Relay;
using GrifErrata.Monitor.Reports;
using GrifErrata.Monitor.Storage;
using GrifErrata.Monitor.Tests.Web;
using Microsoft.AspNetCore.Http;

namespace GrifErrata.Monitor.Tests.Collector;

/// <summary>What is answered to the modes that ask for what is open.</summary>
public sealed class FeedWithFindings
{
    private readonly string _folder = Directory.CreateTempSubdirectory("findings").FullName;
    private IMonitorStore _store = null!;

    [OneTimeSetUp]
    public void Open() => _store = MonitorStores.OpenFile(Path.Combine(_folder, "monitor.db"));

    [OneTimeTearDown]
    public void Close()
    {
        _store.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static readonly Finding[] Open2 = [new("glibc", "0:2.5-49", "x86_64", "CVE-2010-3856", "Important"), new("evil\tname\n", "0:1-1", "noarch", "CVE-2010-1\r", "Low")];

    private const string Both = "OK\nglibc\t0:2.5-49\tx86_64\tCVE-2010-3856\tImportant\nevil?name?\t0:1-1\tnoarch\tCVE-2010-1?\tLow\n";

    [TestCase("store-only", true, true, "OK\n")]
    [TestCase("store-and-report", true, true, Both)]
    [TestCase("report-only", true, true, Both)]
    [TestCase("store-and-report", false, true, Both, TestName = "over TLS they go anywhere")]
    [TestCase("store-and-report", false, false, "OK\n", TestName = "over plain HTTP they stay on this machine")]
    public async Task Findings_follow_OK_a_line_each_and_only_where_nobody_listens(string mode, bool isLocal, bool isHttps, string answer) =>
        Assert.That(await PostAsync($"{mode}-{isLocal}-{isHttps}.example.org".ToLowerInvariant(), mode, isLocal, isHttps), Is.EqualTo((200, answer)));

    [Test]
    public async Task A_report_that_asks_only_is_not_stored()
    {
        await PostAsync("asks.example.org", "report-only", isLocal: true, isHttps: false);
        Assert.That(_store.Host("asks.example.org"), Is.Null);
    }

    [Test]
    public async Task A_site_cannot_take_the_name_of_another_site_s_host()
    {
        AccessRules rules = AccessRules.None with { Sites = [new() { Name = "lal", Networks = [System.Net.IPNetwork.Parse("127.0.0.0/8")] }, new() { Name = "llr" }] };
        Assert.That(await SendAsync(SampleReport.Of("taken.example.org", "lal"), "?protocol=5", isLocal: true, isHttps: false, rules: rules),
            Is.EqualTo((403, "ERROR: the host is of the site llr, as its profile or the federation says\n")));
        Assert.That(_store.Host("taken.example.org"), Is.Null);
        Assert.That((await SendAsync(SampleReport.Of("free.example.org", "lal"), "?protocol=5", isLocal: true, isHttps: false, rules: rules)).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task Pakiti_2_s_clients_ask_in_their_form()
    {
        string Form(int report) => $"type=rpm&host=form{report}.example.org&os=SL&arch=x86_64&tag=t&kernel=2.6&version=4&report={report}&proxy=0&site=lal&pkgs='bash' '0:3.2' '24.el5' 'x86_64'\n";
        Assert.That(await SendAsync(Reports.Sample.Utf8(Form(0)), "?", isLocal: true, isHttps: false), Is.EqualTo((200, "OK\n")));
        Assert.That(await SendAsync(Reports.Sample.Utf8(Form(1)), "?", isLocal: true, isHttps: false), Is.EqualTo((200, Both)));
        Assert.That(await SendAsync(Reports.Sample.Utf8(Form(2)), "?", isLocal: true, isHttps: false), Is.EqualTo((200, Both)));
        Assert.That((_store.Host("form1.example.org")?.Name, _store.Host("form2.example.org")), Is.EqualTo(("form1.example.org", (HostRecord?)null)));
    }

    [Test]
    public async Task When_others_have_the_memory_the_client_comes_again()
    {
        BodyMemory full = new(0);
        Assert.That(await SendAsync(SampleReport.Of("full.example.org"), "?", isLocal: true, isHttps: false, full), Is.EqualTo((503, "try again later\n")));
    }

    private Task<(int Status, string Text)> PostAsync(string host, string mode, bool isLocal, bool isHttps) => SendAsync(SampleReport.Of(host, "lal"), $"?protocol=5&mode={mode}", isLocal, isHttps);

    private async Task<(int Status, string Text)> SendAsync(byte[] body, string query, bool isLocal, bool isHttps, BodyMemory? memory = null, AccessRules? rules = null)
    {
        using Opener opener = new(file: null);
        FeedEndpoint feed = new(_store, new(), new Fixed(), memory ?? new(BodyMemory.Default), rules ?? AccessRules.None, TimeProvider.System, opener, new RelayRules([]), new OneHost());
        MemoryStream answer = new();
        DefaultHttpContext context = new();
        context.Request.Method = "POST";
        context.Request.Scheme = isHttps ? "https" : "http";
        context.Request.QueryString = new(query);
        context.Request.Body = new MemoryStream(body);
        context.Response.Body = answer;
        context.Features.Set(new RequestOrigin(IPAddress.Loopback, IsByProxy: false, isLocal));
        await feed.HandleAsync(context);
        return (context.Response.StatusCode, System.Text.Encoding.UTF8.GetString(answer.ToArray()));
    }

    private sealed class Fixed : IReportFindings
    {
        public ImmutableArray<Finding> Of(Report report, string? site) => [.. Open2];
    }

    private sealed class OneHost : IExpectedSites
    {
        public string? Of(string host) => host.StartsWith("taken.", StringComparison.Ordinal) ? "llr" : null;
    }
}
