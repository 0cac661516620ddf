using CsCheck;
using GrifErrata.Rpm;

namespace GrifErrata.Tests.Rpm;

[TestFixture]
public sealed class NevraText
{
    [Test]
    public void What_is_printed_is_read_again() => RpmGenerators.Nevra.Sample(nevra =>
    {
        Nevra expected = nevra.Evr.Epoch == 0 ? nevra with { Evr = nevra.Evr with { Epoch = null } } : nevra;
        foreach (string text in (string[])[$"{nevra}", $"{nevra}.rpm", $"Packages/a-b/{nevra}.rpm", $"http://mirror.example/5x/{nevra}.rpm"])
        {
            if (!NevraParser.TryParse(text, out Nevra? read) || read != expected) return false;
        }

        return true;
    });

    [Test]
    public void The_old_form_with_the_epoch_first_is_read() => RpmGenerators.Nevra.Sample(nevra =>
        NevraParser.TryParse($"{nevra.Evr.Epoch ?? 7}:{nevra.Name}-{nevra.Evr.VersionRelease}.{nevra.Arch}", out Nevra? read)
        && read == nevra with { Evr = nevra.Evr with { Epoch = nevra.Evr.Epoch ?? 7 } });

    [Test]
    public void Any_text_gives_a_nevra_or_a_reason_at_a_place_in_it() =>
        Gen.OneOf(Gen.String, Gen.String[Gen.Char["a1-.:/~é x86_rpm"], 0, 40]).Sample(text =>
        {
            Nevra? nevra = NevraParser.Parse(text, out NevraParseError? error);
            return nevra is not null ? error is null : error is not null && error.Index >= 0 && error.Index <= text.Length && error.Message.Length > 0;
        });

    [TestCase("bash-3.2-24.el5", NevraPart.Arch, 12, true)]
    [TestCase("bash-3.2-24", NevraPart.Arch, 11, true)]
    [TestCase("bash-3.2-24.el5.X86", NevraPart.Arch, 16, false)]
    [TestCase("bash-3.2.x86_64", NevraPart.Release, 8, true)]
    [TestCase("bash.x86_64", NevraPart.Version, 4, true)]
    [TestCase("-3.2-24.x86_64", NevraPart.Name, 0, true)]
    [TestCase("+bash-3.2-24.x86_64", NevraPart.Name, 0, false)]
    [TestCase("ba'sh-3.2-24.x86_64", NevraPart.Name, 2, false)]
    [TestCase("p/ba sh-3.2-24.x86_64.rpm", NevraPart.Name, 4, false)]
    [TestCase("bash-x:3.2-24.x86_64", NevraPart.Epoch, 5, false)]
    [TestCase("bash-2147483648:3.2-24.x86_64", NevraPart.Epoch, 5, false)]
    [TestCase("1:bash-2:3.2-24.x86_64", NevraPart.Name, 1, false)]
    [TestCase("bash-3,2-24.x86_64", NevraPart.Version, 6, false)]
    [TestCase("bash--24.x86_64", NevraPart.Version, 5, true)]
    [TestCase("bash-3.2-2%4.x86_64", NevraPart.Release, 10, false)]
    [TestCase("bash-3.2-.x86_64", NevraPart.Release, 9, true)]
    [TestCase("", NevraPart.Arch, 0, true)]
    [TestCase(".rpm", NevraPart.Arch, 0, true)]
    public void A_wrong_text_is_told_by_its_part_and_character(string text, NevraPart part, int index, bool missing)
    {
        Assert.That(NevraParser.Parse(text, out NevraParseError? error), Is.Null);
        Assert.That((error!.Part, error.Index, error.Missing), Is.EqualTo((part, index, missing)), error.Message);
    }

    [Test]
    public void A_part_of_more_than_255_characters_is_refused()
    {
        string name = new('a', 256);
        NevraParser.Parse($"{name}-1-1.noarch", out NevraParseError? error);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(error!.Index, Is.EqualTo(255));
            Assert.That(error.Message, Does.Contain("255"));
            Assert.That(NevraParser.TryParse($"{name[1..]}-1-1.noarch", out _), Is.True);
        }
    }
}
