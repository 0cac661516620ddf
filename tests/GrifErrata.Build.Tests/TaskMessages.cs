using GrifErrata.Diagnostics;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using Microsoft.Extensions.Logging;

namespace GrifErrata.Build.Tests;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class TaskMessages
{
    private readonly RecordingEngine _engine = new();

    private TaskLoggingHelper Log => new(_engine, "GenerateErrata");

    [Test]
    public void An_error_keeps_its_code_file_line_column_and_every_brace_of_its_message()
    {
        DiagnosticLog.Write(Log, new(new("GE1999", "A test"), new("a b.yaml", 3, 14), "`{0} {` is no name."));

        BuildErrorEventArgs error = _engine.Errors.Single();
        Assert.That((error.Code, error.File, error.LineNumber, error.ColumnNumber, error.Message, error.Subcategory),
            Is.EqualTo(("GE1999", "a b.yaml", 3, 14, "`{0} {` is no name.", (string?)null)));
    }

    [Test]
    public void A_warning_is_a_warning_and_one_without_a_file_is_at_the_project()
    {
        DiagnosticLog.Write(Log, new(new("GE2999", "A test"), SourceLocation.None, "Look."));

        Assert.That(_engine.Errors, Is.Empty);
        BuildWarningEventArgs warning = _engine.Warnings.Single();
        Assert.That((warning.Code, warning.File, warning.LineNumber), Is.EqualTo(("GE2999", "Site.csproj", 7)));
    }

    [TestCase(LogLevel.Trace, MessageImportance.Low)]
    [TestCase(LogLevel.Debug, MessageImportance.Low)]
    [TestCase(LogLevel.Information, MessageImportance.Normal)]
    public void What_was_done_is_a_message_of_low_or_normal_importance(LogLevel level, MessageImportance importance)
    {
        new BuildLogger(Log).Log(level, "{Count} files in {{}}", 20);

        BuildMessageEventArgs message = _engine.Messages.Single();
        Assert.That((message.Importance, message.Message), Is.EqualTo((importance, "GrifErrata: 20 files in {}")));
    }

    [Test]
    public void A_logged_warning_and_a_logged_error_stay_what_they_are()
    {
        new BuildLogger(Log).LogWarning("careful {Where}", "{here}");
        new BuildLogger(Log).LogError("broken");

        Assert.That(_engine.Warnings.Single().Message, Is.EqualTo("GrifErrata: careful {here}"));
        Assert.That(_engine.Errors.Single().Message, Is.EqualTo("GrifErrata: broken"));
    }
}
