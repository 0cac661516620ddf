using System.Reflection;
using System.Text.RegularExpressions;
using NUnit.Framework.Interfaces;

namespace GrifErrata.Monitor.Tests.Access;

/// <summary>Each section of the security page that claims something names tests, and they exist.</summary>
public sealed partial class ClaimsOfTheSecurityPage
{
    private const string Page = "docs/security.md";

    private static IEnumerable<TestCaseData> Named() =>
        TestName().Matches(DocPages.Text(Page)).Select(m => new TestCaseData(m.Groups["file"].Value, m.Groups["test"].Value));

    [TestCaseSource(nameof(Named))]
    public void A_test_that_the_page_names_exists(string file, string test)
    {
        Type? type = typeof(ClaimsOfTheSecurityPage).Assembly.GetType($"GrifErrata.Monitor.Tests.{Path.ChangeExtension(file, null).Replace('/', '.')}");
        Assert.That(type?.GetMethod(test)?.GetCustomAttributes().Any(a => a is ITestBuilder or ISimpleTestBuilder), Is.True, $"{file} has no test {test}");
    }

    [Test]
    public void Each_line_of_tests_is_understood() =>
        Assert.That(DocPages.Text(Page).Split('\n').Where(line => line.StartsWith("- `", StringComparison.Ordinal) && !TestName().IsMatch(line)), Is.Empty);

    [GeneratedRegex(@"^- `(?<file>[A-Za-z0-9/]+\.cs)` `(?<test>\w+)`$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex TestName();
}
