using System.Reflection;
using System.Text.RegularExpressions;
using NUnit.Framework.Interfaces;

namespace GrifErrata.Tests.Docs;

public sealed partial class RulesAndTheirTests
{
    private const string Page = "docs/rules.md";

    private static IEnumerable<TestCaseData> Named() =>
        TestName().Matches(DocPages.Text(Page)).Select(m => new TestCaseData(m.Groups["file"].Value, m.Groups["test"].Value));

    [TestCaseSource(nameof(Named))]
    public void A_test_that_the_rules_name_exists(string file, string test)
    {
        Assert.That(File.Exists(Path.Combine(Checkout.Root, "tests/GrifErrata.Tests", file)), Is.True, file);
        Type? type = typeof(RulesAndTheirTests).Assembly.GetType($"GrifErrata.Tests.{Path.ChangeExtension(file, null).Replace('/', '.')}");
        MethodInfo? method = type?.GetMethod(test);
        Assert.That(method?.GetCustomAttributes().Any(a => a is ITestBuilder or ISimpleTestBuilder), Is.True, $"{file} has no test {test}");
    }

    [Test]
    public void Each_rule_names_a_test() =>
        Assert.That(DocPages.Text(Page).Split("\n## ").Skip(1).Where(section => !TestName().IsMatch(section)).Select(section => section.Split('\n')[0]), Is.Empty);

    [Test]
    public void Each_line_of_tests_is_understood() =>
        Assert.That(DocPages.Text(Page).Split('\n').Where(line => line.StartsWith("- `", StringComparison.Ordinal) && !TestName().IsMatch(line)), Is.Empty);

    [GeneratedRegex(@"^- `(?<file>[A-Za-z0-9/]+\.cs)` `(?<test>\w+)`$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex TestName();
}
