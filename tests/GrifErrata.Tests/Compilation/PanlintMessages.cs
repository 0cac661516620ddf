using GrifErrata.Compilation;
using GrifErrata.Diagnostics;

namespace GrifErrata.Tests.Compilation;

public sealed class PanlintMessages
{
    [Test]
    public void Each_line_is_one_message_with_its_words_in_one_order()
    {
        const string Output = "\nel9x/rpms/errata/1.pan:2: Use dicts instead of nlists, Missing space before and after operator\nvariable abc=nlist(\"a.pan:3: \", 1);\n         ^^^^^^^^^\n"
            + "\nel9x/rpms/errata/1.pan:3: Include statements no longer need curly braces\ninclude {\"x\"};\n        ^^^^^\n";
        Assert.That(PanlintOutput.Parse(Output), Is.EqualTo(((SourceLocation, string)[])
        [
            (new("el9x/rpms/errata/1.pan", 2), "Missing space before and after operator, Use dicts instead of nlists"),
            (new("el9x/rpms/errata/1.pan", 3), "Include statements no longer need curly braces"),
        ]));
    }

    [Test]
    public void A_stack_trace_of_Python_is_no_message() =>
        Assert.That(PanlintOutput.Parse("Traceback (most recent call last):\n  File \"panlint.py\", line 26\nModuleNotFoundError: No module named 'six'\n"), Is.Empty);
}
