using GrifErrata.Compilation;
using GrifErrata.Diagnostics;

namespace GrifErrata.Tests.Compilation;

/// <summary>What panc 10.9 printed for wrong templates; only the folders are shortened.</summary>
public sealed class PancMessages
{
    [Test]
    public void An_error_in_what_a_template_calls_has_the_place_of_each_caller()
    {
        PancError error = Only(
            """
            Picked up JAVA_TOOL_OPTIONS: -XX:+UseSerialGC
            evaluation error [/pan/rpms/errata/functions.pan:5.5-5.23]
            [machine] user-initiated error: boom 1
            >>> call stack trace 
            >>> [/pan/rpms/errata/functions.pan:5.5-5.23]
            >>> [/pan/rpms/errata/20250211.pan:4.3-4.7]
            >>> [/machines/machine.pan:3.1-3.27]
            >>> ====================



            """);
        Assert.That(error.Kind, Is.EqualTo("evaluation"));
        Assert.That(error.Message, Is.EqualTo("[machine] user-initiated error: boom 1"));
        Assert.That(error.Places, Is.EqualTo((SourceLocation[])[new("/pan/rpms/errata/functions.pan", 5, 5), new("/pan/rpms/errata/20250211.pan", 4, 3), new("/machines/machine.pan", 3, 1)]));
    }

    [Test]
    public void Of_a_text_that_is_no_Pan_the_list_of_what_could_stand_there_is_left_out()
    {
        PancError error = Only("parse error [/a dir:x/20250211.pan:2.15-2.2]\n\nEncountered: ;\nWas expecting one of:\n    \"(\" ...\n    \"undef\" ...\n    \n\n");
        Assert.That((error.Kind, error.Message, error.Places.Single()), Is.EqualTo(("parse", "Encountered: ;", new SourceLocation("/a dir:x/20250211.pan", 2, 15))));
    }

    [Test]
    public void An_error_inside_an_error_is_one_with_the_inner_place_first()
    {
        PancError error = Only(
            """
            evaluation error [/machines/machine.pan:3.1-3.27]
            syntax error [/pan/rpms/errata/bad.pan:1.1-1.26]
            misplaced or misnamed template; relative directory and name must match 'rpms/errata/other'

            >>> call stack trace 
            >>> [/machines/machine.pan:3.1-3.27]
            >>> ====================
            """);
        Assert.That((error.Kind, error.Places[0], error.Places.Length), Is.EqualTo(("syntax", new SourceLocation("/pan/rpms/errata/bad.pan", 1, 1), 2)));
        Assert.That(error.Message, Does.StartWith("misplaced or misnamed template"));
    }

    [Test]
    public void A_wrong_value_names_its_path_and_the_machine()
    {
        PancError error = Only(
            """
            validation error [/machines/machine.pan]
            validation requires type of 'string' but element is of type 'long'
            element path: '/t/a'
            element value: 1
            type: 'string' [?:?]
            type: 't' [/pan/bad7.pan:2.10-2.25]
            path '/t' bound to type t in [/pan/bad7.pan:3.13-3.13]
            """);
        Assert.That(error.Message, Is.EqualTo("validation requires type of 'string' but element is of type 'long'; element path: '/t/a'; element value: 1"));
        Assert.That(error.Places, Is.EqualTo((SourceLocation[])[new("/machines/machine.pan")]));
    }

    [Test]
    public void What_the_test_of_a_type_says_is_part_of_the_message()
    {
        PancError error = Only(
            """
            validation error [/machines/machine.pan]
            validation failed because exception was thrown
            element path: '/software/components/cron/dependencies/pre'
            type: 'structure_component' [/core/quattor/types/component.pan:10.28-17.1]
            caused by: evaluation error [/core/quattor/functions/validation.pan:27.13-27.74]
            [machine] user-initiated error: is_component_list: component spma does not exist
            >>> call stack trace 
            >>> [/core/quattor/functions/validation.pan:27.13-27.74]
            >>> [/machines/machine.pan:6.33-6.55]
            >>> ====================
            """);
        Assert.That(error.Message, Does.EndWith("; element path: '/software/components/cron/dependencies/pre'; [machine] user-initiated error: is_component_list: component spma does not exist"));
        Assert.That((error.Kind, error.Places[0]), Is.EqualTo(("validation", new SourceLocation("/machines/machine.pan"))));
    }

    [Test]
    public void An_error_without_a_place_and_one_that_is_told_twice_are_one_each()
    {
        const string Once = "evaluation error [?:?]\ncannot locate object template named 'h0'\n\n";
        Assert.That(PancOutput.Parse(Once + Once).Select(e => (e.Places.Length, e.Message)), Is.EqualTo(((int, string)[])[(0, "cannot locate object template named 'h0'")]));
    }

    [Test]
    public void Two_errors_are_two()
    {
        const string Bad = "parse error [/pan/a.pan:2.15-2.2]\n\nEncountered: ;\nWas expecting:\n    \"(\" ...\n\nevaluation error [/pan/b.pan:6.9-6.32]\nundefined function: x\n>>> call stack trace \n>>> ====================\n";
        Assert.That(PancOutput.Parse(Bad).Select(e => e.Message), Is.EqualTo((string[])["Encountered: ;", "undefined function: x"]));
    }

    [TestCase("")]
    [TestCase("OPTIONS ERROR: nodir must be an existing directory\n")]
    [TestCase("Error: Could not find or load main class clojure.main\n>>> [x:1.1-1.1]\n")]
    public void What_is_no_message_about_a_template_is_none(string output) => Assert.That(PancOutput.Parse(output), Is.Empty);

    private static PancError Only(string output) => PancOutput.Parse(output.ReplaceLineEndings("\n")).Single();
}
