using GrifErrata.Judgements;
using GrifErrata.Profiles;
using GrifErrata.Rpm;

namespace GrifErrata.Tests.Judgements;

public sealed class ProfilesAgainstMachines
{
    [TestCase("bash 3.2-24 x86_64", "bash-3.2-24.x86_64", "", TestName = "as wanted")]
    [TestCase("bash 3.2-24 x86_64", "bash-3.2-25.x86_64", "bash has bash-3.2-25.x86_64", TestName = "newer")]
    [TestCase("bash 3.2-24 x86_64", "bash-3.2-24.x86_64 bash-3.2-25.x86_64", "", TestName = "beside another")]
    [TestCase("bash 3.2-24 x86_64", "", "bash has ", TestName = "absent")]
    [TestCase("bash 3.2-24 x86_64", "bash-3.2-24.i386", "bash has ", TestName = "in another architecture")]
    [TestCase("bash 3.2-24 -", "bash-3.2-24.i386", "", TestName = "in any architecture")]
    [TestCase("bash - -", "bash-3.2-24.i386", "", TestName = "in any version")]
    [TestCase("bash - x86_64", "bash-3.2-24.i386", "bash has ", TestName = "any version in an architecture")]
    [TestCase("bind 9.7.3-2 x86_64", "bind-30:9.7.3-2.x86_64", "", TestName = "epochs are not in profiles")]
    public void A_difference_is_what_the_profile_wants_and_the_machine_has_not(string wanted, string installed, string expected)
    {
        string[] parts = wanted.Split(' ');
        string[] evr = parts[1].Split('-');
        MachinePackage package = new(parts[0], parts[1] == "-" ? null : new(null, evr[0], evr[1]), parts[2] == "-" ? null : parts[2]);
        Nevra[] there = [.. installed.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(n => NevraParser.Parse(n, out _)!)];
        Assert.That(string.Join(';', ProfileComparison.Of([package], there).Select(d => $"{d.Wanted.Name} has {string.Join(' ', d.Installed)}")), Is.EqualTo(expected));
    }
}
